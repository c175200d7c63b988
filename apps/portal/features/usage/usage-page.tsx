import { listApps } from '@tollgate/services/apps/list-apps';
import type { Ctx } from '@tollgate/services/context/ctx';
import { listQuotas } from '@tollgate/services/subscriptions/list-quotas';
import { getTopUsage } from '@tollgate/services/usage/get-top-usage';
import { getUsage } from '@tollgate/services/usage/get-usage';
import { listRequests } from '@tollgate/services/usage/list-requests';
import { BarList } from '@tollgate/ui/charts/bar-list';
import { ButtonLink } from '@tollgate/ui/forms/button';
import { Card } from '@tollgate/ui/layout/card';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Grid, Stack } from '@tollgate/ui/layout/stack';
import { ChartNoAxesColumn } from 'lucide-react';
import { getPaths } from '../../server/address/tenant.ts';
import { load } from '../../server/load.ts';
import type { PortalPaths } from '../../shell/paths.ts';
import type { SearchParams } from '../../shell/search-params.ts';
import { RequestTable } from './request-table.tsx';
import { SubscriptionUsage } from './subscription-usage.tsx';
import { RequestChart, UsageTiles } from './usage-charts.tsx';
import { UsageFilters } from './usage-filters.tsx';
import { readUsageQuery, type UsageQuery } from './usage-range.ts';

/** What the developer's apps used: now, over time, by operation and result, and single requests. */
export async function UsagePage({ params }: { params: SearchParams }) {
  const query = readUsageQuery(params, new Date());
  const [shown, paths] = await Promise.all([load((ctx) => read(ctx, query)), getPaths()]);
  const { apps, usage } = shown;
  return (
    <>
      <PageHeader
        title="Usage"
        description="Counted by the gateway, and here within seconds. Times are UTC."
      />
      <Stack gap="lg">
        <SubscriptionUsage quotas={shown.quotas} paths={paths} />
        <UsageFilters params={params} apps={apps} />
        {usage.totals.current.requests === 0 ? (
          <Nothing hasApps={apps.length > 0} query={query} paths={paths} />
        ) : (
          <Used shown={shown} query={query} paths={paths} />
        )}
      </Stack>
    </>
  );
}

type Shown = Awaited<ReturnType<typeof read>>;

async function read(ctx: Ctx, query: UsageQuery) {
  const { environment, from, to, granularity, appId } = query;
  const scope = { environment, from, to, filter: appId ? { appId } : {} };
  const [apps, quotas, usage, operations, problems, requests] = await Promise.all([
    listApps(ctx, { page: { size: 100 }, sort: 'name' }),
    listQuotas(ctx),
    getUsage(ctx, { ...scope, granularity, groupBy: 'status_class' }),
    getTopUsage(ctx, { ...scope, dimension: 'operation', limit: 8 }),
    getTopUsage(ctx, { ...scope, dimension: 'status', limit: 8 }),
    listRequests(ctx, { ...scope, page: { size: 10 } }),
  ]);
  return {
    apps: apps.data,
    quotas,
    usage,
    operations: operations.data,
    statuses: problems.data,
    requests: requests.data,
  };
}

function Used({ shown, query, paths }: { shown: Shown; query: UsageQuery; paths: PortalPaths }) {
  const { usage, operations, statuses, requests } = shown;
  const address = { range: query.range, environment: query.environment, app: query.appId };
  return (
    <>
      <UsageTiles totals={usage.totals} />
      <Card title="Requests">
        <RequestChart series={usage.series} granularity={query.granularity} />
      </Card>
      <Grid columns={2}>
        <Card title="By operation">
          <BarList
            label="Requests by operation"
            items={operations.map(({ value, label, requests: count }) => ({
              key: value,
              label,
              value: count,
            }))}
          />
        </Card>
        <Card title="By status">
          <BarList
            label="Requests by status"
            items={statuses.map(({ value, label, requests: count }) => ({
              key: value,
              label,
              value: count,
              href: paths.requests({ ...address, status: value }),
            }))}
          />
        </Card>
      </Grid>
      <Card
        title="Recent requests"
        isFlush
        actions={
          <ButtonLink href={paths.requests(address)} size="sm">
            See all
          </ButtonLink>
        }
      >
        <RequestTable requests={requests} apps={shown.apps} paths={paths} />
      </Card>
    </>
  );
}

function Nothing({ hasApps, query, paths }: { hasApps: boolean; query: UsageQuery; paths: PortalPaths }) {
  return (
    <EmptyState
      icon={<ChartNoAxesColumn />}
      title={query.environment === 'test' ? 'No test traffic in this range' : 'No requests in this range'}
      className="rounded-lg border bg-surface"
      action={
        hasApps ? (
          <ButtonLink href={paths.apps()}>Open your apps</ButtonLink>
        ) : (
          <ButtonLink href={paths.home()} variant="primary">
            Choose an API
          </ButtonLink>
        )
      }
    >
      {hasApps
        ? 'Send a request with one of your keys and it appears here within seconds, or choose a longer range.'
        : 'Subscribe to an API, get a key, and send your first request.'}
    </EmptyState>
  );
}
