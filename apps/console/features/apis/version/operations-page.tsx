import type { ListOperationsInput, Operation } from '@tollgate/contract/apis';
import { describeCondition } from '@tollgate/domain/routing/route-order';
import { listOperations } from '@tollgate/services/api-versions/list-operations';
import { MethodBadge } from '@tollgate/ui/code/method-badge';
import { Badge } from '@tollgate/ui/data/badge';
import { FilterBar } from '@tollgate/ui/data/filter-bar';
import { formatNumber } from '@tollgate/ui/data/format';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import type { SearchParams } from '@tollgate/ui/data/table-params';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { Stack } from '@tollgate/ui/layout/stack';
import { load } from '../../../server/load.ts';
import { readListState } from '../../../shell/list-state.ts';
import { ListTable } from '../../../shell/list-table.tsx';
import { paths } from '../../../shell/paths.ts';
import { loadVersion } from './load-version.ts';
import { VersionHeader } from './version-header.tsx';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

const columns: TableColumn<Operation>[] = [
  {
    id: 'path',
    header: 'Operation',
    isSortable: true,
    cell: (operation) => (
      <span className="inline-flex min-w-0 items-baseline gap-1">
        <MethodBadge method={operation.method} />
        <code className="break-all font-mono font-normal text-xs">{operation.path}</code>
      </span>
    ),
  },
  { id: 'summary', header: 'Summary', cell: (operation) => operation.summary || '–' },
  {
    id: 'tags',
    header: 'Tags',
    isWideOnly: true,
    cell: (operation) => (
      <span className="flex flex-wrap gap-1">
        {operation.tags.map((tag) => (
          <Badge key={tag}>{tag}</Badge>
        ))}
        {operation.match.map((condition) => (
          <Badge key={`${condition.in} ${condition.name}`} tone="accent">
            {describeCondition(condition)}
          </Badge>
        ))}
        {operation.rewrite === null ? null : <Badge tone="accent">{`to ${operation.rewrite}`}</Badge>}
        {operation.isDeprecated ? <Badge tone="warning">deprecated</Badge> : null}
        {operation.isInternal ? <Badge tone="accent">hidden in the portal</Badge> : null}
      </span>
    ),
  },
  {
    id: 'operationId',
    header: 'operationId',
    isWideOnly: true,
    cell: (operation) => <code className="break-all font-mono text-xs">{operation.operationId}</code>,
  },
];

type OperationsPageProps = { apiId: string; versionId: string; params: SearchParams };

/** The operations of an API version: searched, filtered, in pages. */
export async function OperationsPage({ apiId, versionId, params }: OperationsPageProps) {
  const list = readListState(params, {
    path: paths.apiVersion(apiId, versionId),
    hasSearch: true,
    filters: ['method'],
    size: 50,
  });
  const { api, version, operations } = await load(async (ctx) => {
    const found = await loadVersion(ctx, { apiId, versionId });
    const filter = { ...list.filter, apiVersionId: found.version.id };
    const input: ListOperationsInput = { ...list.input, filter };
    return { ...found, operations: await listOperations(ctx, input) };
  });
  return (
    <>
      <VersionHeader api={api} version={version} currentHref={paths.apiVersion(api.id, version.id)} />
      <Stack>
        <FilterBar
          params={list.params}
          searchLabel="Path, summary or operationId"
          filters={[
            {
              name: 'method',
              label: 'Method',
              options: METHODS.map((method) => ({ value: method, label: method })),
            },
          ]}
        >
          <span className="text-ink-muted text-ui">{formatNumber(version.operationCount)} operations</span>
        </FilterBar>
        <ListTable
          label="Operations"
          list={list}
          page={operations}
          columns={columns}
          getRowId={(operation) => operation.id}
          getRowHref={(operation) => paths.operation(api.id, version.id, operation.id)}
          narrow="cards"
          emptyState={<EmptyState title="No operations">The document describes none.</EmptyState>}
        />
      </Stack>
    </>
  );
}
