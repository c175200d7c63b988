import type { Environment } from '@tollgate/domain/environment';
import type { PolicyHandler, Reject } from '../policy.ts';
import type { MtlsConfig } from './schema.ts';

/** What the handler needs to know of a registered certificate. */
export interface CertificateFacts {
  readonly id: string;
  readonly appId: string;
  readonly environment: Environment;
  readonly revokedAt: string | null;
}

export interface MtlsDeps {
  /** Looks a tenant's certificate up in memory, by SHA-256 in lower-case hex. */
  findCertificate(tenantId: string, fingerprint: string): CertificateFacts | undefined;
  /** Whether what is in memory is all there is. */
  isComplete(): boolean;
}

const MISSING: Reject = {
  kind: 'reject',
  problem: 'certificate_missing',
  detail: 'Connect by TLS with the client certificate of your app.',
  credential: 'absent',
};
const UNKNOWN: Reject = {
  kind: 'reject',
  problem: 'certificate_unknown',
  detail: 'This client certificate is registered for no app here: ask the provider to register it.',
  credential: 'foreign',
};
const REVOKED: Reject = {
  kind: 'reject',
  problem: 'certificate_revoked',
  detail: 'This client certificate was revoked: ask the provider to register another.',
};
const EXPIRED: Reject = {
  kind: 'reject',
  problem: 'certificate_expired',
  detail: 'This client certificate is not valid at this time: renew it and have the new one registered.',
};
const NOT_READY: Reject = {
  kind: 'reject',
  problem: 'not_ready',
  detail: 'The gateway does not know all certificates yet: try again in a few seconds.',
  headers: ['retry-after', '2'],
};

/** Makes the handler of the mtls policy. The handshake has proved that the caller has the certificate's key. */
export function createMtlsHandler(deps: MtlsDeps): PolicyHandler<MtlsConfig> {
  return (request) => {
    const shown = request.clientCertificate;
    if (shown === null) return MISSING;
    const known = deps.findCertificate(request.tenantId, shown.fingerprint);
    if (known === undefined) return deps.isComplete() ? UNKNOWN : NOT_READY;
    if (known.revokedAt !== null) return REVOKED;
    if (request.nowMs < shown.validFromMs || request.nowMs >= shown.validToMs) return EXPIRED;
    return {
      kind: 'continue',
      principal: {
        keyId: known.id,
        appId: known.appId,
        environment: known.environment,
        credentialHeaders: [],
      },
    };
  };
}
