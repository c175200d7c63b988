import type { UsageDimension } from '@tollgate/contract/usage';
import type { Ctx } from '@tollgate/services/context/ctx';
import { getTopUsage } from '@tollgate/services/usage/get-top-usage';
import { getUsage } from '@tollgate/services/usage/get-usage';
import { FilterBar } from '@tollgate/ui/data/filter-bar';
import type { SearchParams } from '@tollgate/ui/data/table-params';
import { ButtonLink } from '@tollgate/ui/forms/button';
import { Card } from '@tollgate/ui/layout/card';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Stack } from '@tollgate/ui/layout/stack';
import { load } from '../../server/load.ts';
import { first } from '../../shell/list-state.ts';
import { paths } from '../../shell/paths.ts';
import { readScopeChips, ScopeChips } from './scope-chips.tsx';
import { TopLists } from './top-lists.tsx';
import { ErrorsChart, LatencyChart, RequestsChart } from './usage-charts.tsx';
import { usageFilters } from './usage-filters.tsx';
import { readUsageQuery, type UsageQuery } from './usage-query.ts';
import { UsageTiles } from './usage-tiles.tsx';

const GROUPS = [
  { value: 'product', label: 'product' },
  { value: 'plan_version', label: 'plan' },
  { value: 'app', label: 'app' },
  { value: 'api_version', label: 'API version' },
  { value: 'operation', label: 'operation' },
  { value: 'region', label: 'region' },
];

/** Usage over time: requests, errors and latencies, and who and what makes most of it. */
export async function UsagePage({ params }: { params: SearchParams }) {
  const wanted = first(params.groupBy);
  const groupBy = GROUPS.find(({ value }) => value === wanted)?.value ?? 'status_class';
  const { query, usage, grouped, tops, filters, chips } = await load(async (ctx) => {
    const read = readUsageQuery(params, ctx.now());
    const series = { ...read.range, granularity: read.granularity };
    const fields = await usageFilters(ctx, '24h');
    const inFields = fields.map(({ name }) => name);
    const [all, byGroup, most, narrowed] = await Promise.all([
      getUsage(ctx, series),
      getUsage(ctx, { ...series, groupBy: groupBy as UsageDimension }),
      readTops(ctx, read),
      readScopeChips(ctx, read, inFields),
    ]);
    return { query: read, usage: all, grouped: byGroup, tops: most, filters: fields, chips: narrowed };
  });
  const points = usage.series[0]?.points ?? [];
  const barParams = { ...query.params, groupBy: wanted };
  return (
    <>
      <PageHeader
        title="Usage"
        description="Requests through the gateway, seconds old."
        actions={<ButtonLink href={paths.requests(query.params)}>See the requests</ButtonLink>}
      />
      <Stack gap="lg">
        <Stack gap="sm">
          <FilterBar
            params={barParams}
            filters={[...filters, { name: 'groupBy', label: 'By', allLabel: 'status', options: GROUPS }]}
          />
          <ScopeChips path={paths.usage()} query={query} chips={chips} keep={{ groupBy: wanted }} />
        </Stack>
        <UsageTiles totals={usage.totals} />
        <Card title="Requests">
          <RequestsChart series={grouped.series} points={points} granularity={query.granularity} />
        </Card>
        <div className="grid gap-6 lg:grid-cols-2">
          <Card title="Errors">
            <ErrorsChart points={points} granularity={query.granularity} />
          </Card>
          <Card title="Latency">
            <LatencyChart points={points} granularity={query.granularity} />
          </Card>
        </div>
        <TopLists tops={tops} query={query} groupBy={wanted} />
      </Stack>
    </>
  );
}

async function readTops(ctx: Ctx, query: UsageQuery) {
  const top = async (dimension: UsageDimension) =>
    (await getTopUsage(ctx, { ...query.range, dimension, limit: 8 })).data;
  const [operations, apps, plans, statuses] = await Promise.all([
    top('operation'),
    top('app'),
    top('plan_version'),
    top('status'),
  ]);
  return { operations, apps, plans, statuses };
}
