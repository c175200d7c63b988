import { sql } from 'drizzle-orm';
import type { Db, Tx } from './db.ts';

/** Runs `work` in a transaction that sees and changes only this tenant's rows. */
export function withTenantTx<T>(
  scope: { db: Db; tenantId: string },
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return scope.db.app.transaction(async (tx) => {
    // Local to the transaction, so a pooled connection never carries a tenant to the next user.
    await tx.execute(sql`select set_config('tollgate.tenant', ${scope.tenantId}, true)`);
    return work(tx);
  });
}

/** Runs `work` in one repeatable-read transaction of the system role, which sees every tenant. */
export function withSystemSnapshot<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.system.transaction(work, { isolationLevel: 'repeatable read', accessMode: 'read only' });
}
