import type { Token } from '@tollgate/contract/tenants';
import type { tokens } from '@tollgate/db/schema';
import type { Role } from '@tollgate/domain/roles';
import { effectiveRole } from './token-makers.ts';

export interface TokenRow {
  token: typeof tokens.$inferSelect;
  /** Of the member behind it; null when there is none any more. */
  memberRole: Role | null;
}

/** A token's row as the contract shows it; its status is the one at `now`. */
export function toToken({ token, memberRole }: TokenRow, now: Date): Token {
  const role = effectiveRole(token, memberRole);
  return {
    id: token.id,
    name: token.name,
    preview: token.preview,
    role: token.role,
    effectiveRole: role,
    status: statusOf(token, role, now),
    expiresAt: token.expiresAt?.toISOString() ?? null,
    revokedAt: token.revokedAt?.toISOString() ?? null,
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    createdAt: token.createdAt.toISOString(),
  };
}

function statusOf(token: TokenRow['token'], role: Role | null, now: Date): Token['status'] {
  if (token.revokedAt) return 'revoked';
  if (token.expiresAt && token.expiresAt <= now) return 'expired';
  return role ? 'active' : 'maker_left';
}
