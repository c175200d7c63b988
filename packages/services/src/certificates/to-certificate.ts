import type { Certificate } from '@tollgate/contract/credentials/certificates';
import type { clientCertificates } from '@tollgate/db/schema';

/** A certificate's row as the contract shows it at `now`. */
export function toCertificate(row: typeof clientCertificates.$inferSelect, now: Date): Certificate {
  const isExpired = row.expiresAt !== null && row.expiresAt <= now;
  return {
    id: row.id,
    appId: row.appId,
    name: row.name,
    environment: row.environment,
    fingerprint: row.fingerprint,
    subject: row.subject,
    status: row.revokedAt ? 'revoked' : isExpired ? 'expired' : 'active',
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
