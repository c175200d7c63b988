import type { Api, ListApisInput } from '@tollgate/contract/apis';
import { listApis } from '@tollgate/services/apis/list-apis';
import { StatusBadge } from '@tollgate/ui/data/badge';
import { FilterBar } from '@tollgate/ui/data/filter-bar';
import { formatNumber } from '@tollgate/ui/data/format';
import { RelativeTime } from '@tollgate/ui/data/relative-time';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import type { SearchParams } from '@tollgate/ui/data/table-params';
import { ButtonLink } from '@tollgate/ui/forms/button';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Stack } from '@tollgate/ui/layout/stack';
import { FileText, Upload } from 'lucide-react';
import { load } from '../../server/load.ts';
import { readListState } from '../../shell/list-state.ts';
import { ListTable } from '../../shell/list-table.tsx';
import { paths } from '../../shell/paths.ts';
import { LIFECYCLE_TONES } from './lifecycle-tones.ts';

const columns: TableColumn<Api>[] = [
  { id: 'name', header: 'API', isSortable: true, cell: (api) => api.name },
  {
    id: 'version',
    header: 'Newest version',
    cell: ({ versions: [newest] }) =>
      newest ? (
        <span className="inline-flex items-center gap-2">
          {newest.version}
          <StatusBadge tone={LIFECYCLE_TONES[newest.status]}>{newest.status}</StatusBadge>
        </span>
      ) : (
        '–'
      ),
  },
  {
    id: 'basePath',
    header: 'Base path',
    cell: ({ versions: [newest] }) => <code className="font-mono text-xs">{newest?.basePath ?? '–'}</code>,
  },
  {
    id: 'operations',
    header: 'Operations',
    align: 'end',
    cell: ({ versions: [newest] }) => formatNumber(newest?.operationCount),
  },
  {
    id: 'versions',
    header: 'Versions',
    align: 'end',
    isWideOnly: true,
    cell: (api) => formatNumber(api.versions.length),
  },
  {
    id: 'createdAt',
    header: 'Imported',
    isSortable: true,
    isWideOnly: true,
    cell: (api) => <RelativeTime at={api.createdAt} />,
  },
];

const importLink = (
  <ButtonLink href={paths.apiImport()} variant="primary" icon={<Upload />}>
    Import an API
  </ButtonLink>
);

/** The tenant's APIs. */
export async function ApisPage({ params }: { params: SearchParams }) {
  const list = readListState(params, { path: paths.apis(), hasSearch: true, defaultSort: 'name' });
  const apis = await load((ctx) => listApis(ctx, list.input as ListApisInput));
  return (
    <>
      <PageHeader
        title="APIs"
        description="Upstream services, described by OpenAPI. Products sell what is in them."
        actions={importLink}
      />
      <Stack>
        {apis.data.length > 0 || list.isFiltered ? (
          <FilterBar params={list.params} searchLabel="Name of an API" />
        ) : null}
        <ListTable
          label="APIs"
          list={list}
          page={apis}
          columns={columns}
          getRowId={(api) => api.id}
          getRowHref={(api) => paths.api(api.id)}
          narrow="cards"
          emptyState={
            <EmptyState icon={<FileText />} title="No APIs yet" action={importLink}>
              Import an OpenAPI document from a file, an address or pasted text. Its operations become routes
              of the gateway and pages of your portal.
            </EmptyState>
          }
        />
      </Stack>
    </>
  );
}
