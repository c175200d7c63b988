import { type Member, UpdateMemberInput } from '@tollgate/contract/tenants';
import { members } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq, sql } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { getMemberRowForChange } from './get-member-row.ts';
import { requireOtherOwner } from './require-other-owner.ts';
import { toMember } from './to-member.ts';

/** Gives a member another role and ends the sessions they have. Only owners make or unmake owners. */
export async function updateMember(ctx: Ctx, input: UpdateMemberInput): Promise<Member> {
  requireRole(ctx, 'admin');
  const { memberId, role } = parseInput(UpdateMemberInput, input);
  if (role === 'owner') requireRole(ctx, 'owner');
  return withTenantTx(ctx, async (tx) => {
    const before = await getMemberRowForChange(tx, ctx, memberId);
    if (before.role === 'owner' && role !== 'owner') await requireOtherOwner(tx, ctx.tenantId, memberId);
    const [row] = await tx
      .update(members)
      .set({ role, sessionVersion: sql`${members.sessionVersion} + 1`, updatedAt: ctx.now() })
      .where(and(eq(members.tenantId, ctx.tenantId), eq(members.id, memberId)))
      .returning();
    const after = toMember(row ?? before);
    await recordChange(tx, ctx, {
      action: 'member.updated',
      target: { kind: 'member', id: memberId, name: before.name },
      before: toMember(before),
      after,
    });
    return after;
  });
}
