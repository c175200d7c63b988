import { auditLog } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import type { ProblemCode } from '@tollgate/domain/problem-codes';
import type { Ctx } from '@tollgate/services/context/ctx';

/** The code of the DomainError that a call ends in; undefined when it succeeds. Other errors are thrown on. */
export async function codeOf(call: Promise<unknown>): Promise<ProblemCode | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.name === 'DomainError')
      return error.code as ProblemCode;
    throw error;
  }
}

/** Actions in the tenant's audit log that name this target, oldest first. */
export async function auditActions(ctx: Ctx, targetId: string): Promise<string[]> {
  const rows = await withTenantTx(ctx, (tx) =>
    tx.select({ action: auditLog.action, targetId: auditLog.targetId }).from(auditLog).orderBy(auditLog.id),
  );
  return rows.filter((row) => row.targetId === targetId).map(({ action }) => action);
}

/** Records that gateways were told to read again, as `kind:id`, oldest first. */
export async function feedEntries(ctx: Ctx): Promise<string[]> {
  const { rows } = await withTenantTx(ctx, (tx) =>
    tx.execute<{ entry: string }>(`select kind || ':' || entity_id as entry from change_log order by number`),
  );
  return rows.map(({ entry }) => entry);
}
