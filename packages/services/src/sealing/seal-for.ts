import { DomainError } from '@tollgate/domain/errors';
import { openSecret, type SealedFor, sealSecret } from '@tollgate/domain/sealing/seal-secret';
import type { Ctx } from '../context/ctx.ts';

/** Seals a secret that came in at `location`; throws `validation_failed` there when this installation can keep none. */
export function sealFor(ctx: Ctx, location: string, sealedFor: SealedFor, secret: string): string {
  if (ctx.sealing) return sealSecret(ctx.sealing, sealedFor, secret);
  throw new DomainError('validation_failed', {
    errors: [
      {
        location,
        message: 'cannot be kept: this installation has nothing to seal it with',
        fix: 'An operator sets ENCRYPTION_KEY.',
      },
    ],
  });
}

/** Opens a secret that is kept; throws `validation_failed` at `location` when its key is gone. */
export function openFor(ctx: Ctx, location: string, sealedFor: SealedFor, sealed: string): string {
  try {
    if (ctx.sealing) return openSecret(ctx.sealing, sealedFor, sealed);
  } catch {
    // The reason names keys, which are the operator's affair.
  }
  throw new DomainError('validation_failed', {
    errors: [{ location, message: 'cannot be read any more', fix: 'Give it again.' }],
  });
}
