'use client';

import { lazy, type ReactNode, Suspense } from 'react';
import { cn } from '../cn.tsx';
import { useHydrated } from '../use-hydrated.tsx';
import { ChartLegend } from './chart-legend.tsx';
import type { ChartPoint, ChartSeries, ChartUnit } from './chart-series.tsx';
import { ChartTable } from './chart-table.tsx';
import type { Granularity } from './time-axis.tsx';

// Recharts is the heaviest thing here; it is fetched when a chart is first shown.
const TimeSeriesPlot = lazy(async () => ({
  default: (await import('./time-series-plot.tsx')).TimeSeriesPlot,
}));

const heights = { sm: 'h-40', md: 'h-60', lg: 'h-80' };

/** Props of `TimeSeriesChart`. */
export type TimeSeriesChartProps = {
  /** What the chart shows, as one sentence. */
  label: string;
  points: ChartPoint[];
  series: ChartSeries[];
  kind?: 'area' | 'bar' | 'line';
  /** Puts series on top of one another instead of behind. */
  isStacked?: boolean;
  unit?: ChartUnit;
  granularity?: Granularity;
  height?: keyof typeof heights;
  /** Instead of the chart when there are no points. */
  emptyState?: ReactNode;
};

/** Numbers over time, with a legend and the same numbers as a table. */
export function TimeSeriesChart(props: TimeSeriesChartProps) {
  const { label, points, series, unit = 'count', granularity = 'hour', height = 'md', emptyState } = props;
  const isHydrated = useHydrated();
  if (points.length === 0 && emptyState)
    return <div className={cn('grid', heights[height])}>{emptyState}</div>;
  const frame = <div className="h-full animate-pulse rounded-md bg-sunken/60" />;
  return (
    <figure className="min-w-0" aria-label={label}>
      {series.length > 1 ? <ChartLegend series={series} /> : null}
      <div aria-hidden="true" className={cn('min-w-0', heights[height])}>
        {isHydrated ? (
          <Suspense fallback={frame}>
            <TimeSeriesPlot {...props} unit={unit} granularity={granularity} kind={props.kind ?? 'area'} />
          </Suspense>
        ) : (
          frame
        )}
      </div>
      <ChartTable label={label} points={points} series={series} unit={unit} granularity={granularity} />
    </figure>
  );
}
