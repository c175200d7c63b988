import { GATEWAY_PROBLEMS } from '@tollgate/domain/problem-codes';
import type { Ctx } from '@tollgate/services/context/ctx';
import { labelValues } from '@tollgate/services/usage/label-values';
import { listRequests } from '@tollgate/services/usage/list-requests';
import { FilterBar, type TableFilter } from '@tollgate/ui/data/filter-bar';
import type { SearchParams } from '@tollgate/ui/data/table-params';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Stack } from '@tollgate/ui/layout/stack';
import { Search } from 'lucide-react';
import { redirect } from 'next/navigation';
import { load } from '../../server/load.ts';
import { first, type ListState, readListState } from '../../shell/list-state.ts';
import { ListTable } from '../../shell/list-table.tsx';
import { paths, withQuery } from '../../shell/paths.ts';
import { requestColumns } from './request-columns.tsx';
import { readScopeChips, ScopeChips } from './scope-chips.tsx';
import { usageFilters } from './usage-filters.tsx';
import { readUsageQuery, SCOPE_NAMES } from './usage-query.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const CLASSES = ['2xx', '3xx', '4xx', '5xx'];

/** Single requests, newest first. */
export async function RequestsPage({ params }: { params: SearchParams }) {
  const wanted = first(params.q)?.trim();
  if (wanted) redirect(paths.request(wanted));
  const list = readListState(params, {
    path: paths.requests(),
    filters: [
      ...SCOPE_NAMES,
      'range',
      'environment',
      'from',
      'to',
      'status',
      'method',
      'problem',
      'billable',
    ],
    size: 50,
  });
  const { query, requests, filters, chips, appName } = await load((ctx) => readRequests(ctx, params, list));
  return (
    <>
      <PageHeader title="Requests" description="Every request the gateway answered, seconds old." />
      <Stack>
        <FilterBar
          params={list.params}
          searchLabel="Open a request by its id"
          filters={[...filters, ...requestFilters(list.filter.status)]}
        />
        <ScopeChips path={paths.requests()} query={query} chips={chips} keep={kept(list.filter)} />
        <ListTable
          label="Requests"
          list={{ ...list, clearHref: withQuery(paths.requests(), {}) }}
          page={requests}
          columns={requestColumns(appName)}
          getRowId={(request) => request.id}
          getRowHref={(request) => paths.request(request.id)}
          narrow="cards"
          emptyState={
            <EmptyState icon={<Search />} title="No requests in the last 24 hours">
              They show up here within seconds of being answered.
            </EmptyState>
          }
        />
      </Stack>
    </>
  );
}

async function readRequests(ctx: Ctx, params: SearchParams, list: ListState) {
  const query = readUsageQuery(params, ctx.now());
  const requests = await listRequests(ctx, {
    ...query.range,
    ...narrow(list.filter),
    page: list.input.page,
  });
  const appIds = requests.data.map((request) => request.appId);
  const filters = await usageFilters(ctx, '24h');
  const inFields = filters.map(({ name }) => name);
  const [chips, appName] = await Promise.all([
    readScopeChips(ctx, query, inFields),
    readAppNames(ctx, appIds),
  ]);
  return { query, requests, filters, chips, appName };
}

/** The filters that single requests have besides those of all usage. An exact status is offered while it is set. */
function requestFilters(status: string | undefined): TableFilter[] {
  const asOptions = (values: string[]) => values.map((value) => ({ value, label: value }));
  const statuses = [...new Set([...CLASSES, '429', ...(status ? [status] : [])])];
  return [
    { name: 'status', label: 'Status', options: asOptions(statuses) },
    { name: 'method', label: 'Method', options: asOptions(METHODS) },
    { name: 'problem', label: 'Problem', options: asOptions(Object.keys(GATEWAY_PROBLEMS)) },
    { name: 'billable', label: 'Billable', options: asOptions(['yes', 'no']) },
  ];
}

function kept({ status, method, problem, billable }: Record<string, string>) {
  return { status, method, problem, billable };
}

function narrow({ status, method, problem, billable }: Record<string, string>) {
  const isClass = status !== undefined && CLASSES.includes(status);
  return {
    ...(isClass ? { statusClass: [Number(status.charAt(0))] } : {}),
    ...(status && !isClass && /^\d{3}$/.test(status) ? { status: [Number(status)] } : {}),
    ...(method ? { method: [method] } : {}),
    ...(problem ? { problem: [problem] } : {}),
    ...(billable ? { isBillable: billable === 'yes' } : {}),
  };
}

async function readAppNames(ctx: Ctx, ids: string[]): Promise<(id: string) => string> {
  const label = await labelValues(ctx, 'app', [...new Set(ids)]);
  return (id) => (id ? label(id) : '–');
}
