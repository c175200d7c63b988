import { openSecret, type SealedFor } from '@tollgate/domain/sealing/seal-secret';
import type { SealingKeys } from '@tollgate/domain/sealing/sealing-keys';

/** Opens a secret of the configuration; throws with the reason, which holds nothing of it, when it cannot. */
export type SecretOpener = (sealedFor: SealedFor, sealed: string) => string;

/** Configuration holds secrets sealed, on disk as well: they are opened when it is activated, and kept in memory only. */
export function createSecretOpener(keys: SealingKeys | null): SecretOpener {
  return (sealedFor, sealed) => {
    if (keys) return openSecret(keys, sealedFor, sealed);
    throw new Error(`ENCRYPTION_KEY is not set on this gateway, and ${sealedFor.purpose} needs it`);
  };
}
