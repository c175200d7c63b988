import type { App } from '@tollgate/contract/apps';
import { listApps } from '@tollgate/services/apps/list-apps';
import { DataTable } from '@tollgate/ui/data/data-table';
import { Pagination } from '@tollgate/ui/data/pagination';
import { RelativeTime } from '@tollgate/ui/data/relative-time';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import { hrefWith, readTableParams, sortHref, sortParam } from '@tollgate/ui/data/table-params';
import { ButtonLink } from '@tollgate/ui/forms/button';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { AppWindow, Plus } from 'lucide-react';
import { getPaths } from '../../server/address/tenant.ts';
import { load } from '../../server/load.ts';
import type { SearchParams } from '../../shell/search-params.ts';

const columns: TableColumn<App>[] = [
  { id: 'name', header: 'App', isSortable: true, cell: (app) => app.name },
  {
    id: 'subscriptions',
    header: 'Subscriptions',
    align: 'end',
    cell: (app) => app.subscriptionCount,
  },
  { id: 'keys', header: 'Active keys', align: 'end', cell: (app) => app.activeKeyCount },
  {
    id: 'createdAt',
    header: 'Created',
    isSortable: true,
    firstDirection: 'desc',
    cell: (app) => <RelativeTime at={app.createdAt} />,
  },
];

/** The developer's apps. */
export async function AppsPage({ params }: { params: SearchParams }) {
  const table = readTableParams(params, {
    sortable: ['name', 'createdAt'],
    defaultSort: { columnId: 'createdAt', direction: 'desc' },
  });
  const [{ data, meta }, paths] = await Promise.all([
    load((ctx) =>
      listApps(ctx, {
        page: { size: 25, ...(table.after ? { after: table.after } : {}) },
        ...(table.sort ? { sort: sortParam(table.sort) } : {}),
      }),
    ),
    getPaths(),
  ]);
  const create = (
    <ButtonLink href={paths.newApp()} variant="primary" icon={<Plus />}>
      New app
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title="Apps"
        description="An app holds keys and subscriptions. Make one for each thing you build."
        actions={data.length > 0 ? create : undefined}
      />
      <DataTable
        label="Apps"
        narrow="cards"
        isFramed
        columns={columns}
        rows={data}
        getRowId={(app) => app.id}
        getRowHref={(app) => paths.app(app.id)}
        {...(table.sort ? { sort: table.sort } : {})}
        getSortHref={sortHref(params)}
        emptyState={
          <EmptyState icon={<AppWindow />} title="You have no app yet" action={create}>
            Make an app, subscribe it to an API, and you get a key.
          </EmptyState>
        }
        footer={
          meta.page.next || table.after ? (
            <Pagination
              {...(table.after ? { previousHref: hrefWith(params, { after: undefined }) } : {})}
              {...(meta.page.next ? { nextHref: hrefWith(params, { after: meta.page.next }) } : {})}
            />
          ) : undefined
        }
      />
    </>
  );
}
