import { listApps } from '@tollgate/services/apps/list-apps';
import type { Ctx } from '@tollgate/services/context/ctx';
import { listRequests } from '@tollgate/services/usage/list-requests';
import { FilterBar } from '@tollgate/ui/data/filter-bar';
import { Pagination } from '@tollgate/ui/data/pagination';
import { hrefWith } from '@tollgate/ui/data/table-params';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Stack } from '@tollgate/ui/layout/stack';
import { SearchX } from 'lucide-react';
import { getPaths } from '../../server/address/tenant.ts';
import { load } from '../../server/load.ts';
import { first, type SearchParams } from '../../shell/search-params.ts';
import { RequestTable } from './request-table.tsx';
import { RANGES, readUsageQuery } from './usage-range.ts';

/** Every request of the developer's apps, newest first. */
export async function RequestsPage({ params }: { params: SearchParams }) {
  const query = readUsageQuery(params, new Date());
  const after = first(params.after);
  const [{ apps, requests }, paths] = await Promise.all([load((ctx) => read(ctx, params)), getPaths()]);
  const { next } = requests.meta.page;
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: 'Usage', href: paths.usage() }, { label: 'Requests' }]}
        title="Requests"
        description={`${RANGES[query.range].label}, newest first. Times are UTC.`}
      />
      <Stack gap="md">
        <FilterBar
          params={params}
          filters={[
            {
              name: 'range',
              label: 'Range',
              allLabel: RANGES.week.label,
              options: Object.entries(RANGES)
                .filter(([name]) => name !== 'week')
                .map(([value, { label }]) => ({ value, label })),
            },
            {
              name: 'status',
              label: 'Status',
              options: [
                { value: '2', label: 'Success (2xx)' },
                { value: '4', label: 'Refused (4xx)' },
                { value: '5', label: 'Server error (5xx)' },
                ...exactStatus(first(params.status)),
              ],
            },
            { name: 'app', label: 'App', options: apps.map(({ id, name }) => ({ value: id, label: name })) },
            {
              name: 'environment',
              label: 'Environment',
              allLabel: 'Live',
              options: [{ value: 'test', label: 'Test' }],
            },
          ]}
        />
        <RequestTable
          requests={requests.data}
          apps={apps}
          paths={paths}
          isFramed
          emptyState={
            <EmptyState icon={<SearchX />} title="No request matches">
              Choose a longer range or fewer filters.
            </EmptyState>
          }
          footer={
            next || after ? (
              <Pagination
                label="Pages of requests"
                {...(after ? { previousHref: hrefWith(params, { after: undefined }) } : {})}
                {...(next ? { nextHref: hrefWith(params, { after: next }) } : {})}
              />
            ) : undefined
          }
        />
      </Stack>
    </>
  );
}

/** A status that a chart linked to, so that the filter can show it. */
function exactStatus(status: string | undefined) {
  return status && /^\d{3}$/.test(status) ? [{ value: status, label: status }] : [];
}

async function read(ctx: Ctx, params: SearchParams) {
  const { environment, from, to, appId } = readUsageQuery(params, new Date());
  const status = first(params.status) ?? '';
  const after = first(params.after);
  const [apps, requests] = await Promise.all([
    listApps(ctx, { page: { size: 100 }, sort: 'name' }),
    listRequests(ctx, {
      ...{ environment, from, to, filter: appId ? { appId } : {} },
      ...(/^\d{3}$/.test(status) ? { status: [Number(status)] } : {}),
      ...(/^[1-5]$/.test(status) ? { statusClass: [Number(status)] } : {}),
      page: { size: 50, ...(after ? { after } : {}) },
    }),
  ]);
  return { apps: apps.data, requests };
}
