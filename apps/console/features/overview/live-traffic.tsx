'use client';

import { TimeSeriesChart } from '@tollgate/ui/charts/time-series-chart';
import { formatDuration, formatNumber, formatPercent } from '@tollgate/ui/data/format';
import { Alert } from '@tollgate/ui/feedback/alert';
import { Card } from '@tollgate/ui/layout/card';
import { paths } from '../../shell/paths.ts';
import { usePoll } from '../../shell/use-poll.ts';

const POLL_MS = 2_000;
const STEP_SECONDS = 10;

/** One step of ten seconds. */
export interface LivePoint {
  time: string;
  requests: number;
  errors: number;
  p95Ms: number | null;
}

/** The last five minutes, kept current every two seconds. */
export function LiveTraffic({ initial }: { initial: { points: LivePoint[] } }) {
  const { data, isStale } = usePoll(paths.liveTrafficData(), initial, () => POLL_MS);
  const requests = data.points.reduce((sum, point) => sum + point.requests, 0);
  const errors = data.points.reduce((sum, point) => sum + point.errors, 0);
  // The last step is still filling: its rate would always look like a drop.
  const last = data.points.at(-2);
  return (
    <Card
      title="Live traffic"
      description="The last five minutes, in steps of ten seconds."
      actions={
        <dl className="flex flex-wrap gap-x-6 gap-y-1 text-ui tabular-nums">
          <Fact label="Now" value={`${formatNumber((last?.requests ?? 0) / STEP_SECONDS)} req/s`} />
          <Fact label="Requests" value={formatNumber(requests)} />
          <Fact label="Errors" value={formatPercent(requests === 0 ? 0 : errors / requests)} />
          <Fact label="p95" value={formatDuration(last?.p95Ms)} />
        </dl>
      }
    >
      {isStale ? (
        <Alert tone="warning" title="Live traffic cannot be read right now. Trying again." className="mb-3" />
      ) : null}
      <TimeSeriesChart
        label="Requests in the last five minutes"
        height="sm"
        granularity="minute"
        kind="bar"
        points={data.points.map((point) => ({
          at: point.time,
          fine: point.requests - point.errors,
          errors: point.errors,
        }))}
        isStacked
        series={[
          { key: 'fine', label: 'Answered below 400' },
          { key: 'errors', label: 'Errors', tone: 'danger' },
        ]}
      />
    </Card>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex min-w-20 flex-col">
      <dt className="text-ink-muted text-xs">{label}</dt>
      <dd className="font-medium">{value}</dd>
    </div>
  );
}
