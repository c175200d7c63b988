import type { Member } from '@tollgate/contract/tenants';
import type { members } from '@tollgate/db/schema';

/** A member's row as the contract shows it. */
export function toMember(row: typeof members.$inferSelect): Member {
  const { id, name, email, role, createdAt } = row;
  return { id, name, email, role, createdAt: createdAt.toISOString() };
}
