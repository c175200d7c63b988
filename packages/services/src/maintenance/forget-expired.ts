import { idempotencyKeys, signInAttempts } from '@tollgate/db/schema';
import { lt } from 'drizzle-orm';
import type { Services } from '../context/ctx.ts';

const KEEP_ANSWERS_MS = 24 * 3_600_000;

/** Drops idempotency answers older than 24 hours and sign-in counts whose window is over, of all tenants. */
export async function forgetExpired(services: Services): Promise<void> {
  const now = services.now();
  const before = new Date(now.getTime() - KEEP_ANSWERS_MS);
  await services.db.system.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, before));
  await services.db.system.delete(signInAttempts).where(lt(signInAttempts.windowEndsAt, now));
}
