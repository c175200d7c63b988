import {
  type ChartPoint,
  type ChartSeries,
  type ChartUnit,
  formatUnit,
  seriesColour,
} from './chart-series.tsx';
import { formatPointTime, type Granularity } from './time-axis.tsx';

/** Props of `ChartTooltip`. */
export type ChartTooltipProps = {
  tooltip: { active?: boolean; payload?: readonly { payload?: ChartPoint }[] };
  series: ChartSeries[];
  unit: ChartUnit;
  granularity: Granularity;
  hasTotal?: boolean;
};

/** What a chart says about the point under the pointer. */
export function ChartTooltip({ tooltip, series, unit, granularity, hasTotal }: ChartTooltipProps) {
  const point = tooltip.payload?.[0]?.payload;
  if (!tooltip.active || !point) return null;
  const total = series.reduce((sum, entry) => sum + Number(point[entry.key] ?? 0), 0);
  return (
    <div className="min-w-36 rounded-md bg-raised px-2.5 py-2 text-ink text-xs shadow-raised">
      <p className="mb-1 font-medium">{formatPointTime(point.at, granularity)}</p>
      {series.map((entry, index) => (
        <p key={entry.key} className="flex items-center gap-1.5 tabular-nums">
          <svg aria-hidden="true" viewBox="0 0 8 8" className="size-2">
            <rect width="8" height="8" rx="2" fill={seriesColour(entry, index)} />
          </svg>
          <span className="text-ink-muted">{entry.label}</span>
          <span className="ml-auto pl-4">{formatUnit(point[entry.key] as number | null, unit)}</span>
        </p>
      ))}
      {hasTotal && series.length > 1 ? (
        <p className="mt-1 flex border-t pt-1 font-medium tabular-nums">
          Total<span className="ml-auto pl-4">{formatUnit(total, unit)}</span>
        </p>
      ) : null}
    </div>
  );
}
