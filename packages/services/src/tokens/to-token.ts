import type { Token } from '@tollgate/contract/tenants';
import type { tokens } from '@tollgate/db/schema';

/** A token's row as the contract shows it; its status is the one at `now`. */
export function toToken(row: typeof tokens.$inferSelect, now: Date): Token {
  const isExpired = row.expiresAt !== null && row.expiresAt <= now;
  return {
    id: row.id,
    name: row.name,
    preview: row.preview,
    role: row.role,
    status: row.revokedAt ? 'revoked' : isExpired ? 'expired' : 'active',
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
