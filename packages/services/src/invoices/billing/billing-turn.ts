import { sql } from 'drizzle-orm';
import type { Services } from '../../context/ctx.ts';

// Any constant: who issues due invoices, and who writes usage of periods that are over, take turns on it.
const LOCK = 7_110_002;

/** Runs `work` in its turn and answers its result; undefined, without running it, while somebody else has the turn. */
export async function tryBillingTurn<T>(services: Services, work: () => Promise<T>): Promise<T | undefined> {
  return services.db.system.transaction(async (tx) => {
    const { rows } = await tx.execute<{ is_ours: boolean }>(
      sql`select pg_try_advisory_xact_lock(${LOCK}) as is_ours`,
    );
    return rows[0]?.is_ours ? work() : undefined;
  });
}

/** Waits for the turn and runs `work`: no due invoice is issued meanwhile. */
export async function takeBillingTurn<T>(services: Services, work: () => Promise<T>): Promise<T> {
  return services.db.system.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
    return work();
  });
}
