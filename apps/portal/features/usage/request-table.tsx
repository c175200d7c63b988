import type { App } from '@tollgate/contract/apps';
import type { listRequests } from '@tollgate/services/usage/list-requests';
import { HttpStatus } from '@tollgate/ui/code/http-status';
import { MethodBadge } from '@tollgate/ui/code/method-badge';
import { DataTable } from '@tollgate/ui/data/data-table';
import { formatDateTime, formatDuration } from '@tollgate/ui/data/format';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import { TextLink } from '@tollgate/ui/link';
import type { ReactNode } from 'react';
import type { PortalPaths } from '../../shell/paths.ts';

export type ListedRequest = Awaited<ReturnType<typeof listRequests>>['data'][number];

/** Props of `RequestTable`. */
export type RequestTableProps = {
  requests: ListedRequest[];
  apps: App[];
  paths: PortalPaths;
  isFramed?: boolean;
  emptyState?: ReactNode;
  footer?: ReactNode;
};

/** Single requests; each leads to its own page, and each problem to the page that explains it. */
export function RequestTable({ requests, apps, paths, ...rest }: RequestTableProps) {
  const names = new Map(apps.map(({ id, name }) => [id, name]));
  const columns: TableColumn<ListedRequest>[] = [
    {
      id: 'time',
      header: 'Time',
      className: 'whitespace-nowrap',
      cell: ({ time }) => formatDateTime(time, true),
    },
    { id: 'status', header: 'Status', cell: ({ status }) => <HttpStatus status={status} /> },
    {
      id: 'route',
      header: 'Request',
      cell: ({ method, route }) => (
        <span className="flex min-w-0 items-baseline gap-1 max-sm:justify-end">
          <MethodBadge method={method} className="max-sm:w-auto" />
          <code className="break-all font-mono text-xs">{route}</code>
        </span>
      ),
    },
    {
      id: 'problem',
      header: 'Problem',
      cell: ({ problem }) =>
        problem ? (
          <span className="relative z-10">
            <TextLink href={paths.problem(problem)}>{problem}</TextLink>
          </span>
        ) : (
          '–'
        ),
    },
    { id: 'app', header: 'App', isWideOnly: true, cell: ({ appId }) => names.get(appId) ?? '–' },
    {
      id: 'duration',
      header: 'Took',
      align: 'end',
      isWideOnly: true,
      cell: ({ durationMs }) => formatDuration(durationMs),
    },
  ];
  return (
    <DataTable
      label="Requests"
      columns={columns}
      rows={requests}
      getRowId={({ id }) => id}
      getRowHref={({ id }) => paths.request(id)}
      narrow="cards"
      {...rest}
    />
  );
}
