import { X509Certificate } from 'node:crypto';
import { DomainError } from '@tollgate/domain/errors';

/** What is kept of a certificate; subject and expiry are null where only the fingerprint was told. */
export interface CertificateFacts {
  /** SHA-256, lower-case hex. */
  readonly fingerprint: string;
  readonly subject: string | null;
  readonly expiresAt: Date | null;
}

const FINGERPRINT = /^(?:sha-?256(?: fingerprint)?[:=] *)?((?:[0-9a-f]{2}:?){31}[0-9a-f]{2})$/i;
const MOST_SUBJECT_LETTERS = 500;

/** Reads a certificate in PEM, or its fingerprint. Throws `validation_failed` at `certificate`. */
export function readCertificate(text: string, now: Date): CertificateFacts {
  const fingerprint = FINGERPRINT.exec(text)?.[1];
  if (fingerprint) return { fingerprint: plain(fingerprint), subject: null, expiresAt: null };
  if (text.includes('PRIVATE KEY')) throw refused('holds a private key: keep that to yourself');
  const certificate = parse(text);
  const expiresAt = new Date(certificate.validTo);
  if (expiresAt <= now) throw refused(`expired on ${expiresAt.toISOString()}`);
  return {
    fingerprint: plain(certificate.fingerprint256),
    subject: certificate.subject?.replaceAll('\n', ', ').slice(0, MOST_SUBJECT_LETTERS) ?? null,
    expiresAt,
  };
}

function parse(text: string): X509Certificate {
  try {
    return new X509Certificate(text);
  } catch {
    throw refused('must be a certificate in PEM, or a SHA-256 fingerprint of 64 hexadecimal digits');
  }
}

function plain(fingerprint: string): string {
  return fingerprint.replaceAll(':', '').toLowerCase();
}

function refused(message: string): DomainError {
  return new DomainError('validation_failed', { errors: [{ location: 'certificate', message }] });
}
