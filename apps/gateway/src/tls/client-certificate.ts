import type { TLSSocket } from 'node:tls';
import type { ClientCertificate } from '@tollgate/policies/policy';

/** What a client showed in its handshake, which proved that it holds the key; null when nothing. */
export function clientCertificateOf(socket: TLSSocket): ClientCertificate | null {
  const certificate = socket.getPeerX509Certificate();
  if (!certificate) return null;
  return {
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    validFromMs: Date.parse(certificate.validFrom),
    validToMs: Date.parse(certificate.validTo),
  };
}
