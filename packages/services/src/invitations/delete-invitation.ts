import { DeleteInvitationInput } from '@tollgate/contract/tenants';
import { invitations } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq, isNull } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { toInvitation } from './to-invitation.ts';

/** Takes an invitation back; its link stops working at once. */
export async function deleteInvitation(ctx: Ctx, input: DeleteInvitationInput): Promise<void> {
  requireRole(ctx, 'admin');
  const { invitationId } = parseInput(DeleteInvitationInput, input);
  await withTenantTx(ctx, async (tx) => {
    const [row] = await tx
      .delete(invitations)
      .where(
        and(
          eq(invitations.tenantId, ctx.tenantId),
          eq(invitations.id, invitationId),
          isNull(invitations.acceptedAt),
        ),
      )
      .returning();
    if (!row) throw notFound('invitation');
    await recordChange(tx, ctx, {
      action: 'invitation.deleted',
      target: { kind: 'invitation', id: row.id, name: row.email },
      before: toInvitation(row),
    });
  });
}
