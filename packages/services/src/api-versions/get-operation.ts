import { GetOperationInput, type Operation } from '@tollgate/contract/apis';
import { operations } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';
import { OPERATION_COLUMNS, toOperation } from './to-operation.ts';

/** One operation, with what it matches and where it goes. */
export async function getOperation(ctx: Ctx, input: GetOperationInput): Promise<Operation> {
  requireRole(ctx, 'viewer');
  const { operationId } = parseInput(GetOperationInput, input);
  return withTenantTx(ctx, async (tx) => {
    const [row] = await tx
      .select(OPERATION_COLUMNS)
      .from(operations)
      .where(and(eq(operations.tenantId, ctx.tenantId), eq(operations.id, operationId)));
    if (!row) throw notFound('operation');
    return toOperation(row);
  });
}
