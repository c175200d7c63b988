import { type ApiVersion, GetApiVersionInput } from '@tollgate/contract/apis';
import type { Tx } from '@tollgate/db/db';
import { apiVersions } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';
import { API_VERSION_COLUMNS, type ApiVersionRow, getTenantSlug, toApiVersion } from './to-api-version.ts';

/** The version's row, locked for a change; throws `not_found`. */
export async function lockApiVersionRow(tx: Tx, tenantId: string, id: string): Promise<ApiVersionRow> {
  const wanted = and(eq(apiVersions.tenantId, tenantId), eq(apiVersions.id, id));
  await tx.select({ id: apiVersions.id }).from(apiVersions).where(wanted).for('update');
  return getApiVersionRow(tx, tenantId, id);
}

async function getApiVersionRow(tx: Tx, tenantId: string, id: string): Promise<ApiVersionRow> {
  const [row] = await tx
    .select(API_VERSION_COLUMNS)
    .from(apiVersions)
    .where(and(eq(apiVersions.tenantId, tenantId), eq(apiVersions.id, id)));
  if (!row) throw notFound('API version');
  return row;
}

/** One API version with its upstream and policies. */
export async function getApiVersion(ctx: Ctx, input: GetApiVersionInput): Promise<ApiVersion> {
  requireRole(ctx, 'viewer');
  const { apiVersionId } = parseInput(GetApiVersionInput, input);
  return withTenantTx(ctx, async (tx) => {
    const row = await getApiVersionRow(tx, ctx.tenantId, apiVersionId);
    return toApiVersion(ctx, await getTenantSlug(tx, ctx.tenantId), row);
  });
}
