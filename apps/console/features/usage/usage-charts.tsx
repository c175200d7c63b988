import type { Usage } from '@tollgate/services/usage/get-usage';
import type { ChartPoint, ChartSeries } from '@tollgate/ui/charts/chart-series';
import { TimeSeriesChart } from '@tollgate/ui/charts/time-series-chart';
import { EmptyState } from '@tollgate/ui/layout/empty-state';

type Points = Usage['series'][number]['points'];
type Granularity = 'minute' | 'hour' | 'day';

const STATUS_TONES: Record<string, ChartSeries['tone']> = {
  '2xx': 'success',
  '3xx': 'neutral',
  '4xx': 'warning',
  '5xx': 'danger',
};

type RequestsChartProps = { series: Usage['series']; points: Points; granularity: Granularity };

/** Requests over time, one colour for each group. */
export function RequestsChart({ series, points, granularity }: RequestsChartProps) {
  const data: ChartPoint[] = points.map(({ time }, index) => ({
    at: time,
    ...Object.fromEntries(series.map((entry, place) => [`s${place}`, entry.points[index]?.requests ?? 0])),
  }));
  return (
    <TimeSeriesChart
      label="Requests over time"
      kind="bar"
      isStacked
      granularity={granularity}
      points={series.length === 0 ? [] : data}
      series={series.map((entry, place) => ({
        key: `s${place}`,
        label: entry.label,
        ...(STATUS_TONES[entry.value] ? { tone: STATUS_TONES[entry.value] } : {}),
      }))}
      emptyState={
        <EmptyState title="No requests in this time">Choose a longer time or fewer filters.</EmptyState>
      }
    />
  );
}

/** Answers of 400 and more, ours and the client's. */
export function ErrorsChart({ points, granularity }: { points: Points; granularity: Granularity }) {
  return (
    <TimeSeriesChart
      label="Errors over time"
      kind="bar"
      isStacked
      granularity={granularity}
      points={points.map((point) => ({
        at: point.time,
        client: point.clientErrors - point.rateLimited,
        limited: point.rateLimited,
        server: point.serverErrors,
      }))}
      series={[
        { key: 'client', label: '4xx', tone: 'warning' },
        { key: 'limited', label: '429', tone: 'neutral' },
        { key: 'server', label: '5xx', tone: 'danger' },
      ]}
    />
  );
}

/** Whole durations at the gateway: median, 95th and 99th percentile. */
export function LatencyChart({ points, granularity }: { points: Points; granularity: Granularity }) {
  return (
    <TimeSeriesChart
      label="Latency over time"
      kind="line"
      unit="ms"
      granularity={granularity}
      points={points.map((point) => ({
        at: point.time,
        p50: point.p50Ms,
        p95: point.p95Ms,
        p99: point.p99Ms,
      }))}
      series={[
        { key: 'p50', label: 'p50' },
        { key: 'p95', label: 'p95' },
        { key: 'p99', label: 'p99' },
      ]}
    />
  );
}
