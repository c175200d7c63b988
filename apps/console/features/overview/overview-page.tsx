import type { Ctx } from '@tollgate/services/context/ctx';
import { listSubscriptions } from '@tollgate/services/subscriptions/list-subscriptions';
import { getLiveTraffic } from '@tollgate/services/usage/get-live-traffic';
import { getTopUsage } from '@tollgate/services/usage/get-top-usage';
import { getUsage } from '@tollgate/services/usage/get-usage';
import { BarList } from '@tollgate/ui/charts/bar-list';
import { Alert } from '@tollgate/ui/feedback/alert';
import { ButtonLink } from '@tollgate/ui/forms/button';
import { Card } from '@tollgate/ui/layout/card';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Stack } from '@tollgate/ui/layout/stack';
import { requireSession } from '../../server/ctx.ts';
import { load } from '../../server/load.ts';
import { paths } from '../../shell/paths.ts';
import { RequestsChart, UsageTiles } from '../usage/index.ts';
import { readFirstSteps } from './first-steps.ts';
import { FirstStepsCard } from './first-steps-card.tsx';
import { LiveTraffic } from './live-traffic.tsx';

const DAY_MS = 86_400_000;

/** What happens right now, the last day, and what waits for somebody. */
export async function OverviewPage() {
  const { tenantName } = await requireSession();
  const { steps, live, usage, byStatus, operations, apps, isPending } = await load(readOverview);
  const isSetUp = steps.every((step) => step.isDone);
  const points = usage.series[0]?.points ?? [];
  const hasTraffic = usage.totals.current.requests > 0;
  return (
    <>
      <PageHeader title="Overview" description={`${tenantName}, right now and in the last 24 hours.`} />
      <Stack gap="lg">
        {isPending ? (
          <Alert
            tone="accent"
            title="A subscription waits for approval"
            action={
              <ButtonLink size="sm" href={paths.subscriptions({ status: 'pending' })}>
                Look at it
              </ButtonLink>
            }
          />
        ) : null}
        {isSetUp ? null : <FirstStepsCard steps={steps} />}
        <LiveTraffic initial={live} />
        {hasTraffic ? (
          <>
            <UsageTiles totals={usage.totals} />
            <Card title="Requests, last 24 hours">
              <RequestsChart series={byStatus.series} points={points} granularity="hour" />
            </Card>
            <div className="grid gap-6 md:grid-cols-2">
              <Card title="Operations, last 24 hours">
                <BarList
                  label="Operations with most requests"
                  items={operations.map((row) => ({
                    key: row.value,
                    label: row.label,
                    value: row.requests,
                    href: paths.usage(row.value ? { operationId: row.value } : {}),
                  }))}
                />
              </Card>
              <Card title="Apps, last 24 hours">
                <BarList
                  label="Apps with most requests"
                  items={apps.map((row) => ({
                    key: row.value,
                    label: row.label,
                    value: row.requests,
                    href: row.value ? paths.app(row.value) : paths.requests(),
                  }))}
                />
              </Card>
            </div>
          </>
        ) : null}
      </Stack>
    </>
  );
}

async function readOverview(ctx: Ctx) {
  const now = ctx.now();
  const range = { from: new Date(now.getTime() - DAY_MS).toISOString(), to: now.toISOString() };
  const [steps, live, usage, byStatus, operations, apps, waiting] = await Promise.all([
    readFirstSteps(ctx),
    getLiveTraffic(ctx, { minutes: 5 }),
    getUsage(ctx, { ...range, granularity: 'hour' }),
    getUsage(ctx, { ...range, granularity: 'hour', groupBy: 'status_class' }),
    getTopUsage(ctx, { ...range, dimension: 'operation', limit: 6 }),
    getTopUsage(ctx, { ...range, dimension: 'app', limit: 6 }),
    listSubscriptions(ctx, { page: { size: 1 }, filter: { status: 'pending' } }),
  ]);
  return {
    steps,
    live,
    usage,
    byStatus,
    operations: operations.data,
    apps: apps.data,
    isPending: waiting.data.length > 0,
  };
}
