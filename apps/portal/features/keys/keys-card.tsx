import type { ApiKey } from '@tollgate/contract/keys';
import { Badge, StatusBadge } from '@tollgate/ui/data/badge';
import { DataTable } from '@tollgate/ui/data/data-table';
import { RelativeTime } from '@tollgate/ui/data/relative-time';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import { Card } from '@tollgate/ui/layout/card';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { KeyRound } from 'lucide-react';
import type { FirstCallRequest } from '../../shell/try/first-call-request.ts';
import { CreateKey } from './create-key.tsx';
import { RevokeKey } from './revoke-key.tsx';
import { RotateKey } from './rotate-key.tsx';

/** Props of `KeysCard`. */
export type KeysCardProps = {
  appId: string;
  keys: ApiKey[];
  /** Undefined when the store with the usage does not answer. */
  lastUsedAt: Record<string, string> | undefined;
  firstCall: FirstCallRequest | undefined;
};

const TONES = { active: 'success', expired: 'neutral', revoked: 'danger' } as const;

/** The keys of an app, with all that can be done to them. */
export function KeysCard({ appId, keys, lastUsedAt, firstCall }: KeysCardProps) {
  const create = <CreateKey appId={appId} firstCall={firstCall} />;
  return (
    <Card
      title="API keys"
      description="A key is shown once, when it is made."
      actions={create}
      isFlush
      id="keys"
    >
      <DataTable
        label="API keys"
        columns={columnsOf(lastUsedAt)}
        rows={keys}
        getRowId={(key) => key.id}
        narrow="cards"
        rowActions={(key) =>
          key.status === 'active' ? (
            <span className="flex justify-end gap-1">
              <RotateKey keyId={key.id} name={nameOf(key)} firstCall={firstCall} />
              <RevokeKey keyId={key.id} name={nameOf(key)} />
            </span>
          ) : null
        }
        emptyState={
          <EmptyState icon={<KeyRound />} title="No key yet">
            Create one to call the APIs this app subscribes to.
          </EmptyState>
        }
      />
    </Card>
  );
}

function nameOf(key: ApiKey): string {
  return key.name || `${key.preview}…`;
}

function columnsOf(lastUsedAt: Record<string, string> | undefined): TableColumn<ApiKey>[] {
  return [
    {
      id: 'name',
      header: 'Key',
      cell: (key) => (
        <span className="flex min-w-0 flex-wrap items-center gap-x-2">
          {key.name ? <span className="break-words">{key.name}</span> : null}
          <code className="font-mono font-normal text-ink-muted text-xs">{key.preview}…</code>
          {key.environment === 'test' ? <Badge tone="warning">Test</Badge> : null}
        </span>
      ),
    },
    {
      id: 'status',
      header: 'Status',
      cell: (key) => <StatusBadge tone={TONES[key.status]}>{key.status}</StatusBadge>,
    },
    {
      id: 'expiresAt',
      header: 'Expires',
      cell: (key) => (key.expiresAt ? <RelativeTime at={key.expiresAt} /> : 'never'),
    },
    {
      id: 'lastUsedAt',
      header: 'Last used',
      cell: (key) => {
        if (!lastUsedAt) return 'unknown';
        const at = lastUsedAt[key.id];
        return at ? <RelativeTime at={at} /> : 'never';
      },
    },
    {
      id: 'createdAt',
      header: 'Created',
      isWideOnly: true,
      cell: (key) => <RelativeTime at={key.createdAt} />,
    },
  ];
}
