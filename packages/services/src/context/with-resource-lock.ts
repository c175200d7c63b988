import { sql } from 'drizzle-orm';
import type { Ctx } from './ctx.ts';

/** Lets one `work` at a time run for a resource of a tenant, across processes. Holds a system connection meanwhile. */
export async function withResourceLock<T>(ctx: Ctx, resource: string, work: () => Promise<T>): Promise<T> {
  const name = JSON.stringify([ctx.tenantId, resource]);
  return ctx.db.system.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
    return work();
  });
}
