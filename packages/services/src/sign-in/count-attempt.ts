import { signInAttempts } from '@tollgate/db/schema';
import { DomainError } from '@tollgate/domain/errors';
import { eq, sql } from 'drizzle-orm';
import type { Services } from '../context/ctx.ts';

const WINDOW_MS = 15 * 60_000;
const MAX_FAILURES = 10;

export interface AttemptKeys {
  /** Whose password is tried. */
  account: string;
  /** Where the attempt comes from; empty when unknown. */
  address: string;
}

/**
 * Counts an attempt before the password is looked at, so that guesses made at the same moment count too.
 * Throws `too_many_attempts` when ten of the running 15 minutes were not forgiven.
 */
export async function beginAttempt(services: Services, { account, address }: AttemptKeys): Promise<void> {
  // The address first: one that is blocked must not lock other people's accounts as well.
  if (address) await countAttempt(services, `address:${address}`);
  await countAttempt(services, account);
}

/** Takes back an attempt that was right, and forgets earlier failures of the account (not of the address). */
export async function forgiveAttempt(services: Services, { account, address }: AttemptKeys): Promise<void> {
  await services.db.system.delete(signInAttempts).where(eq(signInAttempts.key, account));
  if (!address) return;
  await services.db.system
    .update(signInAttempts)
    .set({ failures: sql`greatest(${signInAttempts.failures} - 1, 0)` })
    .where(eq(signInAttempts.key, `address:${address}`));
}

async function countAttempt(services: Services, key: string): Promise<void> {
  const now = services.now();
  const windowEndsAt = new Date(now.getTime() + WINDOW_MS);
  const isOver = sql`${signInAttempts.windowEndsAt} <= ${now.toISOString()}::timestamptz`;
  const [row] = await services.db.system
    .insert(signInAttempts)
    .values({ key, failures: 1, windowEndsAt })
    .onConflictDoUpdate({
      target: signInAttempts.key,
      set: {
        failures: sql`case when ${isOver} then 1 else ${signInAttempts.failures} + 1 end`,
        windowEndsAt: sql`case when ${isOver} then ${windowEndsAt.toISOString()}::timestamptz else ${signInAttempts.windowEndsAt} end`,
      },
    })
    .returning();
  if (!row || row.failures <= MAX_FAILURES) return;
  const minutes = Math.ceil((row.windowEndsAt.getTime() - now.getTime()) / 60_000);
  throw new DomainError('too_many_attempts', { detail: `Wait ${minutes} minutes and try again.` });
}
