import { GATEWAY_PROBLEMS } from '@tollgate/domain/problem-codes';
import type { Ctx } from '@tollgate/services/context/ctx';
import { labelValues } from '@tollgate/services/usage/label-values';
import { listRequests } from '@tollgate/services/usage/list-requests';
import { FilterBar } from '@tollgate/ui/data/filter-bar';
import type { SearchParams } from '@tollgate/ui/data/table-params';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Stack } from '@tollgate/ui/layout/stack';
import { Search } from 'lucide-react';
import { redirect } from 'next/navigation';
import { load } from '../../server/load.ts';
import { first, readListState } from '../../shell/list-state.ts';
import { ListTable } from '../../shell/list-table.tsx';
import { paths, withQuery } from '../../shell/paths.ts';
import { requestColumns } from './request-columns.tsx';
import { readScopeChips, ScopeChips } from './scope-chips.tsx';
import { FIELD_FILTERS, usageFilters } from './usage-filters.tsx';
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
  const { query, requests, filters, chips, appName } = await load(async (ctx) => {
    const read = readUsageQuery(params, ctx.now());
    const found = await listRequests(ctx, {
      ...read.range,
      ...narrow(list.filter),
      page: list.input.page,
    });
    const [fields, narrowed, label] = await Promise.all([
      usageFilters(ctx, '24h'),
      readScopeChips(ctx, read, FIELD_FILTERS),
      readAppNames(
        ctx,
        found.data.map((request) => request.appId),
      ),
    ]);
    return { query: read, requests: found, filters: fields, chips: narrowed, appName: label };
  });
  const exact = list.filter.status && !CLASSES.includes(list.filter.status) ? list.filter.status : undefined;
  const statuses = [...CLASSES, ...(exact ? [exact] : []), '429'];
  return (
    <>
      <PageHeader title="Requests" description="Every request the gateway answered, seconds old." />
      <Stack>
        <FilterBar
          params={list.params}
          searchLabel="Open a request by its id"
          filters={[
            ...filters,
            {
              name: 'status',
              label: 'Status',
              options: [...new Set(statuses)].map((status) => ({ value: status, label: status })),
            },
            {
              name: 'method',
              label: 'Method',
              options: METHODS.map((method) => ({ value: method, label: method })),
            },
            {
              name: 'problem',
              label: 'Problem',
              options: Object.keys(GATEWAY_PROBLEMS).map((code) => ({ value: code, label: code })),
            },
            {
              name: 'billable',
              label: 'Billable',
              options: [
                { value: 'yes', label: 'yes' },
                { value: 'no', label: 'no' },
              ],
            },
          ]}
        />
        <ScopeChips
          path={paths.requests()}
          query={query}
          chips={chips}
          keep={{
            status: list.filter.status,
            method: list.filter.method,
            problem: list.filter.problem,
            billable: list.filter.billable,
          }}
        />
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
