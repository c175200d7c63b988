'use server';

import type { Role } from '@tollgate/domain/roles';
import { createInvitation } from '@tollgate/services/invitations/create-invitation';
import { deleteInvitation } from '@tollgate/services/invitations/delete-invitation';
import { deleteMember } from '@tollgate/services/members/delete-member';
import { updateMember } from '@tollgate/services/members/update-member';
import { commandAction, formAction } from '../../server/action.ts';
import { textOf } from '../../server/form-values.ts';

/** Invites a person; the link is answered once. */
export const invite = formAction(async (ctx, form) => {
  const { url } = await createInvitation(ctx, {
    email: textOf(form, 'email'),
    role: textOf(form, 'role') as Role,
  });
  return { secret: url };
});

/** Withdraws an invitation. */
export const withdrawInvitation = commandAction((ctx, invitationId: string) =>
  deleteInvitation(ctx, { invitationId }),
);

/** Gives a member another role. */
export const changeRole = formAction((ctx, form) =>
  updateMember(ctx, { memberId: textOf(form, 'memberId'), role: textOf(form, 'role') as Role }),
);

/** Takes a person out of the tenant. */
export const removeMember = commandAction((ctx, memberId: string) => deleteMember(ctx, { memberId }));
