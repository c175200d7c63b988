import { DeleteMemberInput } from '@tollgate/contract/tenants';
import { members } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { getMemberRowForChange } from './get-member-row.ts';
import { requireOtherOwner } from './require-other-owner.ts';
import { toMember } from './to-member.ts';

/** Removes a member from the tenant; their sessions here end with it. */
export async function deleteMember(ctx: Ctx, input: DeleteMemberInput): Promise<void> {
  requireRole(ctx, 'admin');
  const { memberId } = parseInput(DeleteMemberInput, input);
  await withTenantTx(ctx, async (tx) => {
    const row = await getMemberRowForChange(tx, ctx, memberId);
    if (row.role === 'owner') await requireOtherOwner(tx, ctx.tenantId, memberId);
    await tx.delete(members).where(and(eq(members.tenantId, ctx.tenantId), eq(members.id, memberId)));
    await recordChange(tx, ctx, {
      action: 'member.deleted',
      target: { kind: 'member', id: memberId, name: row.name },
      before: toMember(row),
    });
  });
}
