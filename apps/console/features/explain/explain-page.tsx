import type { ExplanationSummary } from '@tollgate/contract/explain/explanations';
import { listApis } from '@tollgate/services/apis/list-apis';
import { listExplanations } from '@tollgate/services/explanations/list-explanations';
import { HttpStatus } from '@tollgate/ui/code/http-status';
import { MethodBadge } from '@tollgate/ui/code/method-badge';
import { formatDate, formatDuration, formatTime } from '@tollgate/ui/data/format';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import type { SearchParams } from '@tollgate/ui/data/table-params';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { TextLink } from '@tollgate/ui/link';
import { Microscope } from 'lucide-react';
import { requireSession } from '../../server/ctx.ts';
import { load } from '../../server/load.ts';
import { readListState } from '../../shell/list-state.ts';
import { ListTable } from '../../shell/list-table.tsx';
import { paths } from '../../shell/paths.ts';
import { refusalFor } from '../../shell/roles.ts';
import { MintHeader } from './mint-header.tsx';

const columns: TableColumn<ExplanationSummary>[] = [
  {
    id: 'at',
    header: 'Time (UTC)',
    isSortable: true,
    cell: ({ startedAt }) => (
      <time dateTime={startedAt} className="whitespace-nowrap tabular-nums">
        {formatDate(startedAt)}, {formatTime(startedAt, true)}
      </time>
    ),
  },
  {
    id: 'request',
    header: 'Request',
    cell: ({ requestId, method, path }) => (
      <span className="inline-flex min-w-0 items-baseline gap-1">
        <MethodBadge method={method} />
        <TextLink href={paths.explanation(requestId)}>
          <code className="break-all font-mono text-xs">{path}</code>
        </TextLink>
      </span>
    ),
  },
  { id: 'status', header: 'Status', cell: ({ status }) => <HttpStatus status={status} /> },
  {
    id: 'problem',
    header: 'Problem',
    cell: ({ problem }) => (problem ? <code className="font-mono text-xs">{problem}</code> : 'none'),
  },
  {
    id: 'duration',
    header: 'Duration',
    align: 'end',
    cell: ({ durationUs }) => formatDuration(durationUs / 1000),
  },
];

/** Requests that somebody asked to have explained, and the header to ask with. */
export async function ExplainPage({ params }: { params: SearchParams }) {
  const { role } = await requireSession();
  const list = readListState(params, { path: paths.explanations(), defaultSort: '-at' });
  const { page, versions } = await load(async (ctx) => ({
    page: await listExplanations(ctx, { page: list.input.page, sort: list.input.sort }),
    versions: (await listApis(ctx, { page: { size: 100 } })).data.flatMap((api) =>
      api.versions.map(({ id, version }) => ({ value: id, label: `${api.name} ${version}` })),
    ),
  }));
  return (
    <>
      <PageHeader
        title="Explain"
        description="What the gateway decided on one request, step by step, with times and counters. The newest hundred are kept."
        actions={<MintHeader versions={versions} refusal={refusalFor(role, 'editor')} />}
      />
      <ListTable
        label="Explained requests"
        list={list}
        page={page}
        columns={columns}
        getRowId={({ requestId }) => requestId}
        narrow="cards"
        emptyState={
          <EmptyState icon={<Microscope />} title="Nothing explained yet">
            Make a header, send a request with it, and see here which step let it through or refused it.
          </EmptyState>
        }
      />
    </>
  );
}
