import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';

/** A certificate that may be shown to clients. */
export interface UsableCertificate {
  readonly context: SecureContext;
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly expiresAtMs: number;
  /** SHA-256, lower-case hex. */
  readonly fingerprint: string;
}

/** Of TLS 1.3 all, of TLS 1.2 those with forward secrecy and authenticated encryption; HTTP/2 forbids the others. */
export const CIPHERS = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
].join(':');

/** Makes what a host answers with. Throws with the reason when clients could not use it. */
export function checkCertificate(host: string, cert: Buffer, key: Buffer, nowMs: number): UsableCertificate {
  const leaf = read('cert.pem is not a certificate in PEM', () => new X509Certificate(cert));
  const privateKey = read('key.pem is not a private key in PEM', () => createPrivateKey(key));
  if (!leaf.checkPrivateKey(privateKey)) throw new Error('key.pem is not the key of cert.pem');
  const expiresAtMs = Date.parse(leaf.validTo);
  if (!(expiresAtMs > nowMs)) throw new Error(`it expired on ${new Date(expiresAtMs).toISOString()}`);
  const validFromMs = Date.parse(leaf.validFrom);
  if (validFromMs > nowMs) throw new Error(`it is valid only from ${new Date(validFromMs).toISOString()}`);
  if (host !== 'default' && leaf.checkHost(host.replace(/^\*/, 'any')) === undefined) {
    throw new Error(`it is not for ${host} but for ${leaf.subjectAltName ?? leaf.subject}`);
  }
  const context = createSecureContext({ cert, key, ciphers: CIPHERS, minVersion: 'TLSv1.2' });
  return {
    context,
    cert,
    key,
    expiresAtMs,
    fingerprint: leaf.fingerprint256.replaceAll(':', '').toLowerCase(),
  };
}

function read<T>(problem: string, make: () => T): T {
  try {
    return make();
  } catch {
    throw new Error(problem);
  }
}
