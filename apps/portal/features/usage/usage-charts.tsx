import type { getUsage } from '@tollgate/services/usage/get-usage';
import type { ChartPoint } from '@tollgate/ui/charts/chart-series';
import { TimeSeriesChart } from '@tollgate/ui/charts/time-series-chart';
import { formatBytes, formatDuration, formatNumber, formatPercent } from '@tollgate/ui/data/format';
import { Grid } from '@tollgate/ui/layout/stack';
import { type StatDelta, StatTile } from '@tollgate/ui/layout/stat-tile';

type Usage = Awaited<ReturnType<typeof getUsage>>;

/** The sums of a range, against the range of the same length before it. */
export function UsageTiles({ totals: { current, previous } }: { totals: Usage['totals'] }) {
  return (
    <Grid columns={4}>
      <StatTile
        label="Requests"
        value={formatNumber(current.requests)}
        {...delta(current.requests, previous.requests)}
      />
      <StatTile
        label="Billable"
        value={formatNumber(current.billable)}
        hint="answered by the API below 500"
      />
      <StatTile
        label="Errors"
        value={formatPercent(current.requests === 0 ? 0 : current.errors / current.requests)}
        hint={`${formatNumber(current.errors)} of 400 or more, ${formatNumber(current.rateLimited)} over a limit`}
      />
      <StatTile
        label="Time to answer, p95"
        value={formatDuration(current.p95Ms)}
        hint={`half within ${formatDuration(current.p50Ms)} · ${formatBytes(current.responseBytes)} received`}
      />
    </Grid>
  );
}

function delta(now: number, before: number): { delta?: StatDelta } {
  if (before === 0 || now === before) return {};
  const change = (now - before) / before;
  if (Math.abs(change) > 10) return {};
  return {
    delta: {
      label: `${change > 0 ? '+' : ''}${formatPercent(change, 0)}`,
      direction: change > 0 ? 'up' : 'down',
    },
  };
}

const CLASSES = {
  '2xx': { label: 'Success (2xx)', tone: 'success' },
  '3xx': { label: 'Redirect (3xx)', tone: 'neutral' },
  '4xx': { label: 'Request refused (4xx)', tone: 'warning' },
  '5xx': { label: 'Server error (5xx)', tone: 'danger' },
} as const;

/** Requests over time, by result. */
export function RequestChart({
  series,
  granularity,
}: {
  series: Usage['series'];
  granularity: 'minute' | 'hour' | 'day';
}) {
  const known = series
    .map((entry) => ({ ...entry, name: classOf(entry.value) }))
    .sort((a, b) => a.name.localeCompare(b.name));
  const times = known[0]?.points.map(({ time }) => time) ?? [];
  const points: ChartPoint[] = times.map((at, index) => ({
    at,
    ...Object.fromEntries(known.map(({ name, points: own }) => [name, own[index]?.requests ?? 0])),
  }));
  return (
    <TimeSeriesChart
      label="Requests over time by result"
      kind="bar"
      isStacked
      granularity={granularity}
      points={points}
      series={known.map(({ name, label }) => ({
        key: name,
        ...(CLASSES[name as keyof typeof CLASSES] ?? { label, tone: 'neutral' as const }),
      }))}
    />
  );
}

/** The class of a status as `2xx`, however the dimension writes it. */
function classOf(value: string): string {
  return /^[1-5]/.test(value) ? `${value[0]}xx` : value || 'none';
}
