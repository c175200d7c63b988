import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import type { SealedFor } from '../sealing/seal-secret.ts';

/** How gateways and an upstream prove to each other who they are. Certificates are PEM. */
export const SealedTls = z.strictObject({
  /** Who is trusted to say so, in place of the authorities everyone trusts; null for those. */
  authorities: z.string().nullable(),
  /** The name asked for and checked; null for the host of the URL. */
  serverName: z.string().nullable(),
  /** The gateway's own, with what it was signed by; null for none. */
  certificate: z.string().nullable(),
  /** The private key of `certificate`. */
  sealedKey: z.string().nullable(),
});
export type SealedTls = z.infer<typeof SealedTls>;

/** What people are told of a certificate. */
export interface CertificateFacts {
  subject: string;
  /** RFC 3339. */
  expiresAt: string;
}

/** A certificate or key cannot be used; the message is a sentence without subject. */
export class UnusableCertificate extends Error {}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;
const MOST_CERTIFICATES = 200;

/** Reads certificates in PEM. Throws `UnusableCertificate` for what is none, for too many, and for a private key. */
export function readCertificates(pem: string): X509Certificate[] {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) {
    throw new UnusableCertificate('holds a private key, which belongs elsewhere');
  }
  const parts = pem.match(CERTIFICATE) ?? [];
  if (parts.length === 0 || pem.replaceAll(CERTIFICATE, '').includes('-----')) {
    throw new UnusableCertificate('must be certificates in PEM, each from BEGIN to END CERTIFICATE');
  }
  if (parts.length > MOST_CERTIFICATES) {
    throw new UnusableCertificate(`can be at most ${MOST_CERTIFICATES} certificates`);
  }
  return parts.map((part, index) => {
    try {
      return new X509Certificate(part);
    } catch {
      throw new UnusableCertificate(`has a certificate that cannot be read, number ${index + 1}`);
    }
  });
}

/** Throws `UnusableCertificate` when one of them is not valid at this time. */
export function requireValid(certificates: readonly X509Certificate[], now: Date): void {
  for (const certificate of certificates) {
    const { subject, expiresAt } = certificateFacts(certificate);
    if (Date.parse(expiresAt) <= now.getTime()) {
      throw new UnusableCertificate(
        `has a certificate that expired on ${expiresAt.slice(0, 10)}: ${subject}`,
      );
    }
    if (Date.parse(certificate.validFrom) > now.getTime()) {
      throw new UnusableCertificate(`has a certificate that is not valid yet: ${subject}`);
    }
  }
}

/** Reads a private key in PEM. Throws `UnusableCertificate` for what is none, and for one with a passphrase. */
export function readPrivateKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (error) {
    const isLocked = (error as { code?: string }).code === 'ERR_MISSING_PASSPHRASE' || /ENCRYPTED/.test(pem);
    throw new UnusableCertificate(
      isLocked ? 'has a passphrase: give it without one' : 'must be a private key in PEM',
    );
  }
}

/** Whom a certificate is of, and until when. */
export function certificateFacts(certificate: X509Certificate): CertificateFacts {
  const subject = certificate.subject?.replaceAll('\n', ', ') || certificate.subjectAltName || 'no name';
  return { subject: subject.slice(0, 300), expiresAt: new Date(certificate.validTo).toISOString() };
}

/** What the private key of an API version's upstream is sealed for. */
export function clientKeySealedFor(tenantId: string, apiVersionId: string): SealedFor {
  return { tenantId, purpose: `upstream_client_key:${apiVersionId}` };
}
