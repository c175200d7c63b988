import type { Page } from '@tollgate/contract/pages';
import { type Invitation, ListInvitationsInput } from '@tollgate/contract/tenants';
import { invitations } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { isNull } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { readPage } from '../context/read-page.ts';
import { toInvitation } from './to-invitation.ts';

/** Invitations nobody has accepted yet, newest first; expired ones included. */
export async function listInvitations(ctx: Ctx, input: ListInvitationsInput = {}): Promise<Page<Invitation>> {
  requireRole(ctx, 'viewer');
  const wanted = parseInput(ListInvitationsInput, input);
  return withTenantTx(ctx, (tx) =>
    readPage(ctx, wanted, {
      table: invitations,
      sorts: { createdAt: invitations.createdAt },
      otherwise: '-createdAt',
      where: isNull(invitations.acceptedAt),
      select: (where) => tx.select().from(invitations).where(where),
      rowOf: (row) => row,
      show: (rows) => rows.map(toInvitation),
    }),
  );
}
