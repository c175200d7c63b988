import type { Tx } from '@tollgate/db/db';
import { members, tenants } from '@tollgate/db/schema';
import { DomainError } from '@tollgate/domain/errors';
import { and, eq } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';

/** A member's row, locked for a change; only an owner may change an owner. */
export async function getMemberRowForChange(tx: Tx, ctx: Ctx, memberId: string) {
  // One change of members at a time: two owners who unmake each other would otherwise wait for each other.
  await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, ctx.tenantId)).for('no key update');
  const [row] = await tx
    .select()
    .from(members)
    .where(and(eq(members.tenantId, ctx.tenantId), eq(members.id, memberId)))
    .for('update');
  if (!row) throw notFound('member');
  if (row.role === 'owner') requireRole(ctx, 'owner');
  if (ctx.actor.kind === 'member' && ctx.actor.id === memberId) {
    throw new DomainError('conflict', {
      detail: 'Ask another owner or admin: nobody changes their own role.',
    });
  }
  return row;
}
