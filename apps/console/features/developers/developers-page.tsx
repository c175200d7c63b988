import type { Developer, ListDevelopersInput } from '@tollgate/contract/developers';
import { portalAddress } from '@tollgate/services/context/portal-address';
import { listDevelopers } from '@tollgate/services/developers/list-developers';
import { getTenant } from '@tollgate/services/tenants/get-tenant';
import { CopyField } from '@tollgate/ui/copy/copy-field';
import { StatusBadge } from '@tollgate/ui/data/badge';
import { FilterBar } from '@tollgate/ui/data/filter-bar';
import { formatNumber } from '@tollgate/ui/data/format';
import { RelativeTime } from '@tollgate/ui/data/relative-time';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import type { SearchParams } from '@tollgate/ui/data/table-params';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Stack } from '@tollgate/ui/layout/stack';
import { UserRound } from 'lucide-react';
import { load } from '../../server/load.ts';
import { readListState } from '../../shell/list-state.ts';
import { ListTable } from '../../shell/list-table.tsx';
import { paths } from '../../shell/paths.ts';
import { DEVELOPER_TONES } from './status-tones.ts';

const columns: TableColumn<Developer>[] = [
  { id: 'name', header: 'Name', isSortable: true, cell: (developer) => developer.name },
  { id: 'email', header: 'E-mail', isSortable: true, cell: (developer) => developer.email },
  {
    id: 'status',
    header: 'Status',
    cell: (developer) => (
      <StatusBadge tone={DEVELOPER_TONES[developer.status]}>{developer.status}</StatusBadge>
    ),
  },
  { id: 'apps', header: 'Apps', align: 'end', cell: (developer) => formatNumber(developer.appCount) },
  {
    id: 'subscriptions',
    header: 'Subscriptions',
    align: 'end',
    cell: (developer) => formatNumber(developer.subscriptionCount),
  },
  {
    id: 'createdAt',
    header: 'Signed up',
    isSortable: true,
    firstDirection: 'desc',
    cell: (developer) => <RelativeTime at={developer.createdAt} />,
  },
];

/** The people who use the tenant's portal. */
export async function DevelopersPage({ params }: { params: SearchParams }) {
  const list = readListState(params, {
    path: paths.developers(),
    hasSearch: true,
    filters: ['status'],
    defaultSort: '-createdAt',
  });
  const { developers, portal } = await load(async (ctx) => ({
    developers: await listDevelopers(ctx, list.input as ListDevelopersInput),
    portal: portalAddress(ctx.settings, (await getTenant(ctx)).slug),
  }));
  return (
    <>
      <PageHeader title="Developers" description="People who sign up on your portal to use your APIs." />
      <Stack>
        {developers.data.length > 0 || list.isFiltered ? (
          <FilterBar
            params={list.params}
            searchLabel="Name or e-mail"
            filters={[
              {
                name: 'status',
                label: 'Status',
                options: [
                  { value: 'active', label: 'active' },
                  { value: 'blocked', label: 'blocked' },
                ],
              },
            ]}
          />
        ) : null}
        <ListTable
          label="Developers"
          list={list}
          page={developers}
          columns={columns}
          getRowId={(developer) => developer.id}
          getRowHref={(developer) => paths.developer(developer.id)}
          narrow="cards"
          emptyState={
            <EmptyState
              icon={<UserRound />}
              title="No developers yet"
              action={<CopyField label="Your portal" value={portal} />}
            >
              They sign up on your portal. Share its address.
            </EmptyState>
          }
        />
      </Stack>
    </>
  );
}
