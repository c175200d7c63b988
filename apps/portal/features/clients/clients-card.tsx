import type { Client } from '@tollgate/contract/keys';
import { Badge, StatusBadge } from '@tollgate/ui/data/badge';
import { DataTable } from '@tollgate/ui/data/data-table';
import { RelativeTime } from '@tollgate/ui/data/relative-time';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import { Card } from '@tollgate/ui/layout/card';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { ShieldCheck } from 'lucide-react';
import { CreateClient } from './create-client.tsx';
import { RevokeClient } from './revoke-client.tsx';
import { RotateClient } from './rotate-client.tsx';

/** Props of `ClientsCard`. */
export type ClientsCardProps = {
  appId: string;
  clients: Client[];
  /** Where tokens are fetched. */
  tokenUrl: string;
};

const COLUMNS: TableColumn<Client>[] = [
  {
    id: 'name',
    header: 'Client',
    cell: (client) => (
      <span className="flex min-w-0 flex-wrap items-center gap-x-2">
        {client.name ? <span className="break-words">{client.name}</span> : null}
        <code className="break-all font-mono font-normal text-ink-muted text-xs">{client.id}</code>
        {client.environment === 'test' ? <Badge tone="warning">Test</Badge> : null}
      </span>
    ),
  },
  {
    id: 'purpose',
    header: 'Used for',
    cell: (client) => (client.purpose === 'signature' ? 'signatures' : 'tokens'),
  },
  {
    id: 'status',
    header: 'Status',
    cell: (client) => (
      <StatusBadge tone={client.status === 'active' ? 'success' : 'danger'}>{client.status}</StatusBadge>
    ),
  },
  {
    id: 'oldSecretEndsAt',
    header: 'Old secret ends',
    cell: (client) => (client.oldSecretEndsAt ? <RelativeTime at={client.oldSecretEndsAt} /> : 'none'),
  },
  {
    id: 'createdAt',
    header: 'Created',
    isWideOnly: true,
    cell: (client) => <RelativeTime at={client.createdAt} />,
  },
];

/** The clients of an app, with all that can be done to them. */
export function ClientsCard({ appId, clients, tokenUrl }: ClientsCardProps) {
  return (
    <Card
      title="Clients"
      description="For APIs that take tokens or signatures: a client fetches tokens with its secret, or signs requests."
      actions={<CreateClient appId={appId} tokenUrl={tokenUrl} />}
      isFlush
      id="clients"
    >
      <DataTable
        label="Clients"
        columns={COLUMNS}
        rows={clients}
        getRowId={(client) => client.id}
        narrow="cards"
        rowActions={(client) =>
          client.status === 'active' ? (
            <span className="flex justify-end gap-1">
              <RotateClient
                clientId={client.id}
                name={nameOf(client)}
                tokenUrl={client.purpose === 'signature' ? null : tokenUrl}
              />
              <RevokeClient clientId={client.id} name={nameOf(client)} />
            </span>
          ) : null
        }
        emptyState={
          <EmptyState icon={<ShieldCheck />} title="No client yet">
            Most APIs take a key. Create a client where you would rather send short-lived tokens, or sign
            requests.
          </EmptyState>
        }
      />
    </Card>
  );
}

function nameOf(client: Client): string {
  return client.name || `${client.id.slice(0, 12)}…`;
}
