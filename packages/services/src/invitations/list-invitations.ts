import type { Page } from '@tollgate/contract/pages';
import { type Invitation, ListInvitationsInput } from '@tollgate/contract/tenants';
import { invitations } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq, isNull } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { pageOrder, pageQuery, toPage } from '../context/read-page.ts';
import { toInvitation } from './to-invitation.ts';

/** Invitations nobody has accepted yet, newest first; expired ones included. */
export async function listInvitations(ctx: Ctx, input: ListInvitationsInput = {}): Promise<Page<Invitation>> {
  requireRole(ctx, 'viewer');
  const { page, sort } = parseInput(ListInvitationsInput, input);
  const order = pageOrder(sort, '-createdAt', { createdAt: invitations.createdAt }, invitations.id);
  const { where, orderBy } = pageQuery(order, page.after);
  const rows = await withTenantTx(ctx, (tx) =>
    tx
      .select()
      .from(invitations)
      .where(and(eq(invitations.tenantId, ctx.tenantId), isNull(invitations.acceptedAt), where))
      .orderBy(...orderBy)
      .limit(page.size + 1),
  );
  return toPage(rows, page.size, (row) => [row.createdAt, row.id], toInvitation);
}
