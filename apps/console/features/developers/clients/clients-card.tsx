import type { Client } from '@tollgate/contract/keys';
import { Badge, StatusBadge } from '@tollgate/ui/data/badge';
import { DataTable } from '@tollgate/ui/data/data-table';
import { RelativeTime } from '@tollgate/ui/data/relative-time';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import { Card } from '@tollgate/ui/layout/card';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { KEY_TONES } from '../status-tones.ts';
import { ClientActions } from './client-actions.tsx';
import { IssueClient } from './issue-client.tsx';

/** Props of `ClientsCard`. */
export type ClientsCardProps = { appId: string; clients: Client[]; refusal: string | undefined };

const COLUMNS: TableColumn<Client>[] = [
  { id: 'name', header: 'Name', cell: (client) => client.name || 'unnamed' },
  {
    id: 'id',
    header: 'Client id',
    cell: (client) => <code className="break-all font-mono text-xs">{client.id}</code>,
  },
  {
    id: 'purpose',
    header: 'Used for',
    cell: (client) => (client.purpose === 'signature' ? 'signatures' : 'tokens'),
  },
  { id: 'environment', header: 'Environment', cell: (client) => <Badge>{client.environment}</Badge> },
  {
    id: 'status',
    header: 'Status',
    cell: (client) => <StatusBadge tone={KEY_TONES[client.status]}>{client.status}</StatusBadge>,
  },
  {
    id: 'createdAt',
    header: 'Created',
    isWideOnly: true,
    cell: (client) => <RelativeTime at={client.createdAt} />,
  },
];

/** The clients of an app, revoked ones included. */
export function ClientsCard({ appId, clients, refusal }: ClientsCardProps) {
  return (
    <Card title="Clients" isFlush actions={<IssueClient appId={appId} refusal={refusal} />}>
      <DataTable
        label="Clients"
        narrow="cards"
        columns={COLUMNS}
        rows={clients}
        getRowId={(client) => client.id}
        emptyState={
          <EmptyState title="No clients yet">
            For API versions with the policy OAuth 2.0 token or HMAC signature. The developer makes them on
            the portal.
          </EmptyState>
        }
        rowActions={(client) =>
          client.status === 'active' ? <ClientActions client={client} refusal={refusal} /> : null
        }
      />
    </Card>
  );
}
