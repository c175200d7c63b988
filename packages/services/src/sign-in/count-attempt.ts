import { signInAttempts } from '@tollgate/db/schema';
import { DomainError } from '@tollgate/domain/errors';
import { eq, sql } from 'drizzle-orm';
import type { Services } from '../context/ctx.ts';

const WINDOW_MS = 15 * 60_000;
const MAX_FAILURES = 10;

/** Throws `too_many_attempts` when this key has failed too often in the running 15 minutes. */
export async function requireAttemptsLeft(services: Services, key: string): Promise<void> {
  const [row] = await services.db.system.select().from(signInAttempts).where(eq(signInAttempts.key, key));
  if (!row || row.windowEndsAt <= services.now() || row.failures < MAX_FAILURES) return;
  const minutes = Math.ceil((row.windowEndsAt.getTime() - services.now().getTime()) / 60_000);
  throw new DomainError('too_many_attempts', { detail: `Wait ${minutes} minutes and try again.` });
}

/** Counts one failure of this key. */
export async function countFailedAttempt(services: Services, key: string): Promise<void> {
  const now = services.now();
  const windowEndsAt = new Date(now.getTime() + WINDOW_MS);
  await services.db.system
    .insert(signInAttempts)
    .values({ key, failures: 1, windowEndsAt })
    .onConflictDoUpdate({
      target: signInAttempts.key,
      set: {
        failures: sql`case when ${signInAttempts.windowEndsAt} <= ${now.toISOString()}::timestamptz then 1 else ${signInAttempts.failures} + 1 end`,
        windowEndsAt: sql`case when ${signInAttempts.windowEndsAt} <= ${now.toISOString()}::timestamptz then ${windowEndsAt.toISOString()}::timestamptz else ${signInAttempts.windowEndsAt} end`,
      },
    });
}

/** Forgets the failures of a key after a success. */
export async function clearAttempts(services: Services, key: string): Promise<void> {
  await services.db.system.delete(signInAttempts).where(eq(signInAttempts.key, key));
}
