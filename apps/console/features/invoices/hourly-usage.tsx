'use client';

import type { InvoiceUsage } from '@tollgate/contract/invoices';
import { TimeSeriesChart } from '@tollgate/ui/charts/time-series-chart';
import { ClientTable } from '@tollgate/ui/data/client-table';
import { formatDateTime, formatNumber } from '@tollgate/ui/data/format';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { Stack } from '@tollgate/ui/layout/stack';
import { paths } from '../../shell/paths.ts';

type Hour = InvoiceUsage['data'][number];

const HOUR_MS = 3_600_000;
const HOURS_PER_PAGE = 24;

const columns: TableColumn<Hour>[] = [
  {
    id: 'hour',
    header: 'Hour',
    isSortable: true,
    sortValue: (row) => row.hour,
    cell: (row) => formatDateTime(row.hour),
  },
  {
    id: 'billable',
    header: 'Billable',
    align: 'end',
    isSortable: true,
    firstDirection: 'desc',
    sortValue: (row) => row.billable,
    cell: (row) => formatNumber(row.billable),
  },
  {
    id: 'requests',
    header: 'All requests',
    align: 'end',
    isSortable: true,
    firstDirection: 'desc',
    sortValue: (row) => row.requests,
    cell: (row) => formatNumber(row.requests),
  },
];

/** The hours behind an invoice, as a chart by day and as a table that opens the requests. */
export function HourlyUsage({ hours, subscriptionId }: { hours: Hour[]; subscriptionId: string }) {
  return (
    <Stack>
      {hours.length > 0 ? (
        <TimeSeriesChart
          label="Billable requests by day"
          kind="bar"
          height="sm"
          granularity="day"
          points={byDay(hours)}
          series={[{ key: 'billable', label: 'Billable requests' }]}
        />
      ) : null}
      <ClientTable
        label="Hours"
        columns={columns}
        rows={hours}
        getRowId={(row) => row.hour}
        getRowHref={(row) =>
          paths.requests({
            subscriptionId,
            from: row.hour,
            to: new Date(new Date(row.hour).getTime() + HOUR_MS).toISOString(),
          })
        }
        pageSize={HOURS_PER_PAGE}
        defaultSort={{ columnId: 'hour', direction: 'asc' }}
        emptyState={<EmptyState title="No requests in this period" />}
      />
    </Stack>
  );
}

function byDay(hours: Hour[]) {
  const days = new Map<string, number>();
  for (const { hour, billable } of hours) {
    const day = `${hour.slice(0, 10)}T00:00:00Z`;
    days.set(day, (days.get(day) ?? 0) + billable);
  }
  return [...days].map(([at, billable]) => ({ at, billable }));
}
