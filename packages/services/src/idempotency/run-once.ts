import { withTenantTx } from '@tollgate/db/tenant-tx';
import type { Ctx } from '../context/ctx.ts';
import { claimKey, markDone, releaseKey, storeAnswer } from './claim-key.ts';
import { openAnswer, SealedBody, sealAnswer } from './sealed-answer.ts';

export interface OnceRequest {
  /** The Idempotency-Key as the client sent it. */
  key: string;
  /** Of everything that makes the request what it is. */
  hash: string;
  /** The caller's own credential: it seals the answer and opens it again. */
  secret: string;
}

export interface OnceAnswer {
  status: number;
  body: string;
}

/**
 * Runs a verb at most once for a key of a caller in 24 hours; later calls get the first answer. A verb that failed
 * leaves the key free. That the work is done is committed with the work itself, so no crash makes it happen twice.
 */
export async function runOnce(
  ctx: Ctx,
  request: OnceRequest,
  run: (ctx: Ctx) => Promise<OnceAnswer>,
): Promise<OnceAnswer & { isReplayed: boolean }> {
  // A key is the caller's own: another token of the tenant, with fewer rights perhaps, never reads its answers.
  const caller = ctx.actor.kind === 'system' ? 'system' : ctx.actor.id;
  const key = `${caller}:${request.key}`;
  const result = await withTenantTx(ctx, (tx) => claimKey(tx, ctx, { key, hash: request.hash }));
  if (result.state === 'answered') {
    const body = openAnswer(SealedBody.parse(result.body), request.secret, key);
    return { status: result.status, body, isReplayed: true };
  }
  const { claim } = result;
  try {
    const answer = await run({ ...ctx, onRecord: (tx) => markDone(tx, ctx, claim) });
    const stored = { status: answer.status, body: sealAnswer(answer.body, request.secret, key) };
    await withTenantTx(ctx, (tx) => storeAnswer(tx, ctx, claim, stored));
    return { ...answer, isReplayed: false };
  } catch (error) {
    await withTenantTx(ctx, (tx) => releaseKey(tx, ctx, claim)).catch(() => {});
    throw error;
  }
}
