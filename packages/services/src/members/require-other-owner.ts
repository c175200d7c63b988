import type { Tx } from '@tollgate/db/db';
import { members } from '@tollgate/db/schema';
import { DomainError } from '@tollgate/domain/errors';
import { and, eq, ne } from 'drizzle-orm';

/** Throws `conflict` unless somebody besides this member owns the tenant; locks the owners meanwhile. */
export async function requireOtherOwner(tx: Tx, tenantId: string, memberId: string): Promise<void> {
  const others = await tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.tenantId, tenantId), eq(members.role, 'owner'), ne(members.id, memberId)))
    .for('update');
  if (others.length > 0) return;
  throw new DomainError('conflict', {
    detail: 'A tenant needs an owner. Make somebody else an owner first.',
    errors: [{ location: 'role', message: 'is the last owner' }],
  });
}
