import type { ClientPurpose } from '@tollgate/domain/clients/client-purpose';
import { clientSealedFor } from '@tollgate/domain/clients/client-sealed-for';
import { DomainError } from '@tollgate/domain/errors';
import { sealSecret } from '@tollgate/domain/sealing/seal-secret';
import { mintSecret } from '@tollgate/domain/secrets';
import type { Ctx } from '../context/ctx.ts';

/**
 * Makes the secret of a client and what is kept of it: its hash, and of one that signs the secret itself, sealed, for
 * gateways cannot check a signature without it.
 */
export function mintClientSecret(ctx: Ctx, clientId: string, purpose: ClientPurpose) {
  const { token: secret, hash: secretHash, preview } = mintSecret(purpose === 'token' ? 'tg_cs' : 'tg_hs');
  if (purpose === 'token') return { secret, kept: { secretHash, preview, sealedSecret: null } };
  if (!ctx.sealing) {
    throw new DomainError('conflict', {
      detail: 'This installation has no ENCRYPTION_KEY, without which no secret that signs can be kept.',
    });
  }
  const sealedSecret = sealSecret(ctx.sealing, clientSealedFor(ctx.tenantId, clientId), secret);
  return { secret, kept: { secretHash, preview, sealedSecret } };
}
