import type { SealedFor } from '../sealing/seal-secret.ts';

/** What the secret of a client that signs requests is sealed for. */
export function clientSealedFor(tenantId: string, clientId: string): SealedFor {
  return { tenantId, purpose: `client_secret:${clientId}` };
}
