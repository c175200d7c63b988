import type { ApiKey } from '@tollgate/contract/keys';
import { Badge, StatusBadge } from '@tollgate/ui/data/badge';
import { DataTable } from '@tollgate/ui/data/data-table';
import { RelativeTime } from '@tollgate/ui/data/relative-time';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import { Button } from '@tollgate/ui/forms/button';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { ConfirmDialog } from '@tollgate/ui/overlay/confirm-dialog';
import { revokeKey } from './actions.ts';
import { KEY_TONES } from './status-tones.ts';

/** Props of `KeyTable`. */
export type KeyTableProps = {
  keys: ApiKey[];
  /** RFC 3339 by key id; keys never used are absent. */
  lastUsedAt: Record<string, string>;
  refusal: string | undefined;
};

const columns = (lastUsedAt: Record<string, string>): TableColumn<ApiKey>[] => [
  { id: 'name', header: 'Name', cell: (key) => key.name || 'unnamed' },
  { id: 'preview', header: 'Key', cell: (key) => <code className="font-mono text-xs">{key.preview}…</code> },
  { id: 'environment', header: 'Environment', cell: (key) => <Badge>{key.environment}</Badge> },
  {
    id: 'status',
    header: 'Status',
    cell: (key) => <StatusBadge tone={KEY_TONES[key.status]}>{key.status}</StatusBadge>,
  },
  {
    id: 'lastUsedAt',
    header: 'Last used',
    cell: (key) => (lastUsedAt[key.id] ? <RelativeTime at={lastUsedAt[key.id] ?? ''} /> : 'never'),
  },
  {
    id: 'expiresAt',
    header: 'Expires',
    isWideOnly: true,
    cell: (key) => (key.expiresAt ? <RelativeTime at={key.expiresAt} /> : 'never'),
  },
];

/** The keys of an app, revoked ones included. */
export function KeyTable({ keys, lastUsedAt, refusal }: KeyTableProps) {
  return (
    <DataTable
      label="API keys"
      narrow="cards"
      columns={columns(lastUsedAt)}
      rows={keys}
      getRowId={(key) => key.id}
      emptyState={<EmptyState title="No keys yet">The developer makes them on the portal.</EmptyState>}
      rowActions={(key) =>
        key.status === 'active' ? (
          <ConfirmDialog
            trigger={
              <Button size="sm" variant="ghost" disabledReason={refusal}>
                Revoke
              </Button>
            }
            title={`Revoke key ${key.preview}…?`}
            confirmLabel="Revoke key"
            onConfirm={revokeKey.bind(null, key.id)}
          >
            Within a second its requests are refused with 401. This cannot be undone.
          </ConfirmDialog>
        ) : null
      }
    />
  );
}
