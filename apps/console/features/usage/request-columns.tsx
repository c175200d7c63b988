import { HttpStatus } from '@tollgate/ui/code/http-status';
import { MethodBadge } from '@tollgate/ui/code/method-badge';
import { formatDate, formatDuration, formatTime } from '@tollgate/ui/data/format';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import type { RequestRow } from './request-row.ts';

/** Columns of the table of requests; `appName` names an app by its id. */
export function requestColumns(appName: (id: string) => string): TableColumn<RequestRow>[] {
  return [
    {
      id: 'time',
      header: 'Time (UTC)',
      cell: (request) => (
        <time dateTime={request.time} className="whitespace-nowrap tabular-nums">
          {formatDate(request.time)}, {formatTime(request.time, true)}
        </time>
      ),
    },
    {
      id: 'route',
      header: 'Operation',
      cell: (request) => (
        <span className="inline-flex min-w-0 items-baseline gap-1">
          <MethodBadge method={request.method} />
          <code className="break-all font-mono text-xs">{request.route || 'no route'}</code>
        </span>
      ),
    },
    { id: 'status', header: 'Status', cell: (request) => <HttpStatus status={request.status} /> },
    {
      id: 'problem',
      header: 'Problem',
      isWideOnly: true,
      cell: (request) =>
        request.problem ? <code className="font-mono text-xs">{request.problem}</code> : '–',
    },
    {
      id: 'duration',
      header: 'Duration',
      align: 'end',
      cell: (request) => formatDuration(request.durationMs),
    },
    { id: 'app', header: 'App', cell: (request) => appName(request.appId) },
    { id: 'billable', header: 'Billable', cell: (request) => (request.isBillable ? 'yes' : 'no') },
  ];
}
