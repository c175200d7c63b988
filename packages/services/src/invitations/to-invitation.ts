import type { Invitation } from '@tollgate/contract/tenants';
import type { invitations } from '@tollgate/db/schema';

/** An invitation's row as the contract shows it. */
export function toInvitation(row: typeof invitations.$inferSelect): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    expiresAt: row.expiresAt.toISOString(),
    acceptedAt: row.acceptedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
