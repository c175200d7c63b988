'use client';

import type { Gateway, GatewayList } from '@tollgate/contract/watch';
import { StatusBadge } from '@tollgate/ui/data/badge';
import { DataTable } from '@tollgate/ui/data/data-table';
import { formatBytes, formatDuration, formatNumber } from '@tollgate/ui/data/format';
import { RelativeTime } from '@tollgate/ui/data/relative-time';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import { Alert } from '@tollgate/ui/feedback/alert';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { Grid, Stack } from '@tollgate/ui/layout/stack';
import { StatTile } from '@tollgate/ui/layout/stat-tile';
import { Network } from 'lucide-react';
import { paths } from '../../shell/paths.ts';
import { usePoll } from '../../shell/use-poll.ts';
import { RemoveGateway } from './remove-gateway.tsx';
import { RouteProblems } from './route-problems.tsx';

const TONES = { live: 'success', behind: 'warning', lost: 'danger' } as const;

const columns: TableColumn<Gateway>[] = [
  { id: 'name', header: 'Gateway', cell: (gateway) => gateway.name },
  { id: 'region', header: 'Region', cell: (gateway) => gateway.region },
  {
    id: 'status',
    header: 'Status',
    cell: (gateway) => <StatusBadge tone={TONES[gateway.status]}>{gateway.status}</StatusBadge>,
  },
  {
    id: 'appliedChange',
    header: 'Applied change',
    align: 'end',
    cell: (gateway) => formatNumber(gateway.appliedChange),
  },
  { id: 'lagMs', header: 'Lag', align: 'end', cell: (gateway) => formatDuration(gateway.lagMs) },
  {
    id: 'spool',
    header: 'Spool',
    align: 'end',
    cell: (gateway) =>
      gateway.spoolBytes === 0
        ? 'empty'
        : `${formatBytes(gateway.spoolBytes)} in ${formatNumber(gateway.spoolSegments)}`,
  },
  { id: 'seenAt', header: 'Last seen', cell: (gateway) => <RelativeTime at={gateway.seenAt} /> },
  { id: 'version', header: 'Version', isWideOnly: true, cell: (gateway) => gateway.version },
];

/** The gateways, kept current every two seconds; those that are lost can be removed. */
export function GatewayTable({ initial, refusal }: { initial: GatewayList; refusal: string | undefined }) {
  const { data: gateways, isStale } = usePoll(paths.gatewaysData(), initial, () => 2_000);
  const { liveCount, totalCount, newestChange } = gateways.meta;
  const refusing = gateways.data.filter((gateway) => gateway.refusedConfiguration !== null);
  const lags = gateways.data.flatMap((gateway) => gateway.lagMs ?? []);
  return (
    <Stack gap="lg">
      <Grid columns={3}>
        <StatTile label="Live" value={`${liveCount} of ${totalCount}`} hint="Have every change of yours" />
        <StatTile label="Newest change" value={formatNumber(newestChange)} hint="Number in the change log" />
        <StatTile
          label="Slowest lag"
          value={lags.length ? formatDuration(Math.max(...lags)) : '–'}
          hint="From saved to enforced"
        />
      </Grid>
      {isStale ? (
        <Alert tone="warning" title="The console is not answering. What you see may be old." />
      ) : null}
      {refusing.map((gateway) => (
        <Alert key={gateway.name} tone="danger" title={`${gateway.name} refused a configuration`}>
          {gateway.refusedConfiguration} It goes on with the last good one.
        </Alert>
      ))}
      <RouteProblems gateways={gateways.data} />
      <DataTable
        label="Gateways"
        isFramed
        narrow="cards"
        columns={columns}
        rows={gateways.data}
        getRowId={(gateway) => gateway.name}
        rowActions={(gateway) =>
          gateway.status === 'lost' ? <RemoveGateway gateway={gateway} refusal={refusal} /> : null
        }
        emptyState={
          <EmptyState icon={<Network />} title="No gateway has reported yet">
            Start one with a gateway token and the address of the feed; it shows up here by itself.
          </EmptyState>
        }
      />
    </Stack>
  );
}
