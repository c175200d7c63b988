import type { Tx } from '@tollgate/db/db';
import { idempotencyKeys } from '@tollgate/db/schema';
import { DomainError } from '@tollgate/domain/errors';
import { and, eq, isNull } from 'drizzle-orm';
import type { Ctx } from '../context/ctx.ts';

const KEEP_MS = 24 * 3_600_000;
/** Longer than any request may run: whoever claimed the key this long ago and finished nothing is dead. */
const ABANDONED_MS = 120_000;

/** The work is committed, its answer not yet stored. */
export const DONE_WITHOUT_ANSWER = 0;

export interface Claim {
  key: string;
  /** Tells this claim from a later one of the same key. */
  claimedAt: Date;
}

export type ClaimResult =
  | { state: 'claimed'; claim: Claim }
  | { state: 'answered'; status: number; body: unknown };

/** Claims a key for a request, or finds the answer it has; throws when it cannot be used. */
export async function claimKey(
  tx: Tx,
  ctx: Ctx,
  request: { key: string; hash: string },
): Promise<ClaimResult> {
  const claim: Claim = { key: request.key, claimedAt: ctx.now() };
  const fresh = { requestHash: request.hash, createdAt: claim.claimedAt, status: null, body: null };
  const [inserted] = await tx
    .insert(idempotencyKeys)
    .values({ tenantId: ctx.tenantId, key: request.key, ...fresh })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  if (inserted) return { state: 'claimed', claim };
  const ofKey = and(eq(idempotencyKeys.tenantId, ctx.tenantId), eq(idempotencyKeys.key, request.key));
  const [row] = await tx.select().from(idempotencyKeys).where(ofKey).for('update');
  const ageMs = row ? claim.claimedAt.getTime() - row.createdAt.getTime() : 0;
  if (
    row &&
    (ageMs > KEEP_MS || (row.status === null && ageMs > ABANDONED_MS && row.requestHash === request.hash))
  ) {
    await tx.update(idempotencyKeys).set(fresh).where(ofKey);
    return { state: 'claimed', claim };
  }
  if (row && row.requestHash !== request.hash) {
    throw new DomainError('idempotency_mismatch', {
      detail: 'This Idempotency-Key was sent with another request. Use a new key for a new request.',
    });
  }
  if (row?.status) return { state: 'answered', status: row.status, body: row.body };
  throw new DomainError('idempotency_in_progress', {
    detail:
      row?.status === DONE_WITHOUT_ANSWER
        ? 'The first request did its work, but its answer is not stored. Look up what it made before sending a new key.'
        : 'Wait a moment and send it again.',
  });
}

/** Marks the work of a claim as committed, inside its transaction; throws when another request took the key over. */
export async function markDone(tx: Tx, ctx: Ctx, claim: Claim): Promise<void> {
  const [row] = await tx
    .update(idempotencyKeys)
    .set({ status: DONE_WITHOUT_ANSWER })
    .where(ofClaim(ctx, claim))
    .returning({ key: idempotencyKeys.key });
  if (!row)
    throw new DomainError('idempotency_in_progress', { detail: 'Another request took this key over.' });
}

/** Keeps the answer of a claim for those who send the key again. */
export async function storeAnswer(
  tx: Tx,
  ctx: Ctx,
  claim: Claim,
  answer: { status: number; body: unknown },
): Promise<void> {
  await tx.update(idempotencyKeys).set(answer).where(ofClaim(ctx, claim));
}

/** Gives the key of a failed request free again, unless its work was committed after all. */
export async function releaseKey(tx: Tx, ctx: Ctx, claim: Claim): Promise<void> {
  await tx.delete(idempotencyKeys).where(and(ofClaim(ctx, claim), isNull(idempotencyKeys.status)));
}

function ofClaim(ctx: Ctx, { key, claimedAt }: Claim) {
  return and(
    eq(idempotencyKeys.tenantId, ctx.tenantId),
    eq(idempotencyKeys.key, key),
    eq(idempotencyKeys.createdAt, claimedAt),
  );
}
