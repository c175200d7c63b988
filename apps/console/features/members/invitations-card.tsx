import type { Invitation } from '@tollgate/contract/tenants';
import { Badge } from '@tollgate/ui/data/badge';
import { DataTable } from '@tollgate/ui/data/data-table';
import { RelativeTime } from '@tollgate/ui/data/relative-time';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import { Button } from '@tollgate/ui/forms/button';
import { Card } from '@tollgate/ui/layout/card';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { ConfirmDialog } from '@tollgate/ui/overlay/confirm-dialog';
import { withdrawInvitation } from './actions.ts';

const columns: TableColumn<Invitation>[] = [
  { id: 'email', header: 'E-mail', cell: (invitation) => invitation.email },
  { id: 'role', header: 'Role', cell: (invitation) => <Badge>{invitation.role}</Badge> },
  { id: 'createdAt', header: 'Sent', cell: (invitation) => <RelativeTime at={invitation.createdAt} /> },
  { id: 'expiresAt', header: 'Link ends', cell: (invitation) => <RelativeTime at={invitation.expiresAt} /> },
];

type InvitationsCardProps = { invitations: Invitation[]; refusal: string | undefined };

/** Invitations nobody has accepted yet. */
export function InvitationsCard({ invitations, refusal }: InvitationsCardProps) {
  return (
    <Card title="Open invitations" isFlush>
      <DataTable
        label="Open invitations"
        columns={columns}
        rows={invitations}
        getRowId={(invitation) => invitation.id}
        narrow="cards"
        emptyState={<EmptyState title="No open invitations">Everybody you invited has joined.</EmptyState>}
        rowActions={(invitation) => (
          <ConfirmDialog
            trigger={
              <Button size="sm" variant="ghost" disabledReason={refusal}>
                Withdraw
              </Button>
            }
            title={`Withdraw the invitation of ${invitation.email}?`}
            confirmLabel="Withdraw invitation"
            onConfirm={withdrawInvitation.bind(null, invitation.id)}
          >
            The link in their mail stops working.
          </ConfirmDialog>
        )}
      />
    </Card>
  );
}
