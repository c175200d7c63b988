import { clientSealedFor } from '@tollgate/domain/clients/client-sealed-for';
import type { ClientRecord } from '@tollgate/domain/snapshot';
import type { SignerFacts } from '@tollgate/policies/hmac/handler';
import type { SecretOpener } from './open-secret.ts';

/** A client that signs, ready to be checked. */
export interface SignerEntry extends SignerFacts {
  /** Why its secret could not be opened; null when it was. */
  readonly problem: string | null;
}

/** Opens the secrets of a client that signs. One that cannot be opened is told, and its calls are refused meanwhile. */
export function openSigner(record: ClientRecord, open: SecretOpener): SignerEntry {
  const { id, tenantId, appId, environment, revokedAt, oldSecretEndsAt } = record;
  const facts = { id, tenantId, appId, environment, revokedAt, oldSecretEndsAt };
  const openOne = (sealed: string | undefined) =>
    sealed === undefined ? null : open(clientSealedFor(tenantId, id), sealed);
  try {
    const secret = openOne(record.sealedSecret);
    return { ...facts, secret, oldSecret: openOne(record.oldSealedSecret), problem: null };
  } catch (error) {
    return { ...facts, secret: null, oldSecret: null, problem: (error as Error).message };
  }
}
