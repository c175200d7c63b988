import type { ListMembersInput, Member } from '@tollgate/contract/tenants';
import { Role } from '@tollgate/domain/roles';
import { listInvitations } from '@tollgate/services/invitations/list-invitations';
import { listMembers } from '@tollgate/services/members/list-members';
import { Badge } from '@tollgate/ui/data/badge';
import { FilterBar } from '@tollgate/ui/data/filter-bar';
import { RelativeTime } from '@tollgate/ui/data/relative-time';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import type { SearchParams } from '@tollgate/ui/data/table-params';
import { Button } from '@tollgate/ui/forms/button';
import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Stack } from '@tollgate/ui/layout/stack';
import { ConfirmDialog } from '@tollgate/ui/overlay/confirm-dialog';
import { UserPlus, Users } from 'lucide-react';
import { requireSession } from '../../server/ctx.ts';
import { listAll } from '../../server/list-all.ts';
import { load } from '../../server/load.ts';
import { FormDialog } from '../../shell/forms/form-dialog.tsx';
import { readListState } from '../../shell/list-state.ts';
import { ListTable } from '../../shell/list-table.tsx';
import { paths } from '../../shell/paths.ts';
import { refusalFor } from '../../shell/roles.ts';
import { changeRole, invite, removeMember } from './actions.ts';
import { InvitationsCard } from './invitations-card.tsx';
import { RoleField } from './role-field.tsx';

const columns: TableColumn<Member>[] = [
  { id: 'name', header: 'Name', isSortable: true, cell: (member) => member.name },
  { id: 'email', header: 'E-mail', cell: (member) => member.email },
  { id: 'role', header: 'Role', cell: (member) => <Badge>{member.role}</Badge> },
  {
    id: 'createdAt',
    header: 'Joined',
    isSortable: true,
    isWideOnly: true,
    cell: (member) => <RelativeTime at={member.createdAt} />,
  },
];

/** The people of the tenant, their roles, and the invitations that are open. */
export async function MembersPage({ params }: { params: SearchParams }) {
  const session = await requireSession();
  const list = readListState(params, {
    path: paths.members(),
    hasSearch: true,
    filters: ['role'],
    defaultSort: 'createdAt',
  });
  const [members, invitations] = await load((ctx) =>
    Promise.all([
      listMembers(ctx, list.input as ListMembersInput),
      listAll((page) => listInvitations(ctx, { page })),
    ]),
  );
  const refusal = refusalFor(session.role, 'admin');
  const canMakeOwners = session.role === 'owner';
  return (
    <>
      <PageHeader
        title="Members"
        description="People who sign in to this console. A changed role ends the sessions they have."
        actions={<InviteDialog refusal={refusal} canMakeOwners={canMakeOwners} />}
      />
      <Stack gap="lg">
        <FilterBar
          params={list.params}
          searchLabel="Name or e-mail"
          filters={[
            {
              name: 'role',
              label: 'Role',
              options: Role.options.map((role) => ({ value: role, label: role })),
            },
          ]}
        />
        <ListTable
          label="Members"
          list={list}
          page={members}
          columns={columns}
          getRowId={(member) => member.id}
          narrow="cards"
          emptyState={<EmptyState icon={<Users />} title="No members" />}
          rowActions={(member) => (
            <MemberActions
              member={member}
              refusal={refusalToChange(member, session.memberId, session.role) ?? refusal}
              canMakeOwners={canMakeOwners}
            />
          )}
        />
        <InvitationsCard invitations={invitations.data} refusal={refusal} />
      </Stack>
    </>
  );
}

function InviteDialog({ refusal, canMakeOwners }: { refusal: string | undefined; canMakeOwners: boolean }) {
  return (
    <FormDialog
      trigger={
        <Button variant="primary" icon={<UserPlus />} disabledReason={refusal}>
          Invite
        </Button>
      }
      title="Invite a member"
      description="They get a mail with a link that works once, for a week."
      action={invite}
      submitLabel="Send invitation"
      initialValues={{ role: 'editor' }}
      secret={{ label: 'Invitation link', hint: 'Sent by mail as well. You will not see it again.' }}
    >
      <Field name="email" label="E-mail" isRequired>
        <Input type="email" autoComplete="off" />
      </Field>
      <RoleField canMakeOwners={canMakeOwners} />
    </FormDialog>
  );
}

function refusalToChange(member: Member, ownId: string, ownRole: Role): string | undefined {
  if (member.id === ownId) return 'Nobody changes their own role. Ask another owner or admin.';
  return member.role === 'owner' ? refusalFor(ownRole, 'owner') : undefined;
}

type MemberActionsProps = { member: Member; refusal: string | undefined; canMakeOwners: boolean };

function MemberActions({ member, refusal, canMakeOwners }: MemberActionsProps) {
  return (
    <>
      <FormDialog
        trigger={
          <Button size="sm" disabledReason={refusal}>
            Change role
          </Button>
        }
        title={`Role of ${member.name}`}
        description="Their sessions end; they sign in again with the new role."
        action={changeRole}
        submitLabel="Change role"
        initialValues={{ role: member.role }}
      >
        <input type="hidden" name="memberId" value={member.id} />
        <RoleField canMakeOwners={canMakeOwners} />
      </FormDialog>
      <ConfirmDialog
        trigger={
          <Button size="sm" variant="ghost" disabledReason={refusal}>
            Remove
          </Button>
        }
        title={`Remove ${member.name}?`}
        confirmLabel="Remove member"
        onConfirm={removeMember.bind(null, member.id)}
      >
        They are signed out at once and cannot sign in to this tenant any more. Tokens they issued stop
        working; everything else they made stays.
      </ConfirmDialog>
    </>
  );
}
