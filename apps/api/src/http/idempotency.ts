import { createHash } from 'node:crypto';
import { DomainError } from '@tollgate/domain/errors';
import type { Ctx } from '@tollgate/services/context/ctx';
import { type OnceAnswer, runOnce } from '@tollgate/services/idempotency/run-once';
import { bearerOf } from './bearer.ts';

/** The Idempotency-Key of a request, or undefined; throws for one that cannot be kept. */
export function idempotencyKeyOf(headers: Headers): string | undefined {
  const key = headers.get('idempotency-key');
  if (key === null) return undefined;
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw new DomainError('validation_failed', {
    errors: [
      {
        location: 'Idempotency-Key',
        message: 'must be 1 to 200 visible ASCII characters',
        fix: 'Use a random UUID for each new request.',
      },
    ],
  });
}

/** Answers a POST with an Idempotency-Key: the first time by running it, afterwards with the stored answer. */
export async function answerOnce(
  ctx: Ctx,
  request: Request,
  key: string,
  body: unknown,
  run: (ctx: Ctx) => Promise<OnceAnswer>,
): Promise<OnceAnswer & { isReplayed: boolean }> {
  const { pathname } = new URL(request.url);
  const hash = createHash('sha256')
    .update(JSON.stringify([request.method, pathname, body ?? null]))
    .digest('hex');
  return runOnce(ctx, { key, hash, secret: bearerOf(request.headers) }, run);
}
