import type { ApiKey } from '@tollgate/contract/keys';
import type { apiKeys } from '@tollgate/db/schema';

type ApiKeyRow = typeof apiKeys.$inferSelect;

/** A key's row as the contract shows it; its status is the one at `now`. */
export function toApiKey(row: ApiKeyRow, now: Date): ApiKey {
  const isExpired = row.expiresAt !== null && row.expiresAt <= now;
  return {
    id: row.id,
    appId: row.appId,
    name: row.name,
    environment: row.environment,
    preview: row.preview,
    status: row.revokedAt ? 'revoked' : isExpired ? 'expired' : 'active',
    rotatedFrom: row.rotatedFrom,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
