import { type ApiImport, GetApiImportInput } from '@tollgate/contract/apis';
import { apiImports } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';
import { API_IMPORT_COLUMNS, toApiImport } from './to-api-import.ts';

/** How far an import has come, and what was wrong when it failed. */
export async function getApiImport(ctx: Ctx, input: GetApiImportInput): Promise<ApiImport> {
  requireRole(ctx, 'viewer');
  const { importId } = parseInput(GetApiImportInput, input);
  return withTenantTx(ctx, async (tx) => {
    const [row] = await tx
      .select(API_IMPORT_COLUMNS)
      .from(apiImports)
      .where(and(eq(apiImports.tenantId, ctx.tenantId), eq(apiImports.id, importId)));
    if (!row) throw notFound('import');
    return toApiImport(row);
  });
}
