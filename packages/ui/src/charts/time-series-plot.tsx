'use client';

import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import {
  type ChartPoint,
  type ChartSeries,
  type ChartUnit,
  formatUnit,
  seriesColour,
} from './chart-series.tsx';
import { ChartTooltip } from './chart-tooltip.tsx';
import { formatTick, type Granularity } from './time-axis.tsx';

/** Props of `TimeSeriesPlot`. */
export type TimeSeriesPlotProps = {
  points: ChartPoint[];
  series: ChartSeries[];
  kind: 'area' | 'bar' | 'line';
  isStacked?: boolean;
  unit: ChartUnit;
  granularity: Granularity;
};

const tick = { fill: 'var(--tg-ink-faint)', fontSize: 11 };

/** The drawing of a time series; fills the box it is put in. */
export function TimeSeriesPlot({ points, series, kind, isStacked, unit, granularity }: TimeSeriesPlotProps) {
  const spanMs = spanOf(points);
  return (
    <ResponsiveContainer width="100%" height="100%" debounce={50}>
      <ComposedChart
        data={points}
        margin={{ top: 6, right: 4, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--tg-line)" />
        <XAxis
          dataKey="at"
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: 'var(--tg-line)' }}
          minTickGap={40}
          tickMargin={6}
          height={24}
          tickFormatter={(at) => formatTick(at, granularity, spanMs)}
        />
        <YAxis
          width="auto"
          tick={tick}
          tickLine={false}
          axisLine={false}
          tickCount={4}
          allowDecimals={unit !== 'count'}
          tickFormatter={(value) => formatUnit(value, unit, true)}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={kind === 'bar' ? { fill: 'var(--tg-hover)' } : { stroke: 'var(--tg-line-strong)' }}
          content={(tooltip) => (
            <ChartTooltip
              tooltip={tooltip}
              series={series}
              unit={unit}
              granularity={granularity}
              hasTotal={isStacked}
            />
          )}
        />
        {series.map((entry, index) => drawSeries(entry, seriesColour(entry, index), kind, isStacked))}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

function drawSeries(
  { key, label }: ChartSeries,
  colour: string,
  kind: TimeSeriesPlotProps['kind'],
  isStacked = false,
) {
  const same = { dataKey: key, name: label, isAnimationActive: false };
  const stackId = isStacked ? 'all' : undefined;
  if (kind === 'bar') return <Bar key={key} {...same} stackId={stackId} fill={colour} maxBarSize={28} />;
  if (kind === 'line') {
    return <Line key={key} {...same} type="linear" stroke={colour} strokeWidth={1.75} dot={false} />;
  }
  return (
    <Area
      key={key}
      {...same}
      type="linear"
      stackId={stackId}
      stroke={colour}
      strokeWidth={isStacked ? 0 : 1.75}
      fill={colour}
      fillOpacity={isStacked ? 0.85 : 0.12}
      activeDot={{ r: 3, strokeWidth: 0 }}
    />
  );
}

function spanOf(points: ChartPoint[]): number {
  const first = points[0];
  const last = points.at(-1);
  return first && last ? new Date(last.at).getTime() - new Date(first.at).getTime() : 0;
}
