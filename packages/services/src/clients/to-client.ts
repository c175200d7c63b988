import type { Client } from '@tollgate/contract/keys';
import type { clients } from '@tollgate/db/schema';

/** A client's row as the contract shows it at `now`. */
export function toClient(row: typeof clients.$inferSelect, now: Date): Client {
  const { oldSecretEndsAt: endsAt } = row;
  return {
    id: row.id,
    purpose: row.purpose,
    appId: row.appId,
    name: row.name,
    environment: row.environment,
    preview: row.preview,
    status: row.revokedAt ? 'revoked' : 'active',
    oldSecretEndsAt: endsAt && endsAt > now ? endsAt.toISOString() : null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
