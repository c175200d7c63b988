import { type ChartPoint, type ChartSeries, type ChartUnit, formatUnit } from './chart-series.tsx';
import { formatPointTime, type Granularity } from './time-axis.tsx';

/** Props of `ChartTable`. */
export type ChartTableProps = {
  label: string;
  points: ChartPoint[];
  series: ChartSeries[];
  unit: ChartUnit;
  granularity: Granularity;
};

/** A chart's numbers as a table behind a small disclosure, for those who cannot see the chart. */
export function ChartTable({ label, points, series, unit, granularity }: ChartTableProps) {
  return (
    <details className="mt-2 text-xs">
      <summary className="w-fit rounded-sm text-ink-muted hover:text-ink touch:py-3">Show as table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller has to be focusable to scroll by keyboard */}
      <section aria-label={label} tabIndex={0} className="mt-2 max-h-72 overflow-auto rounded-md border">
        <table className="w-full text-left tabular-nums">
          <caption className="sr-only">{label}</caption>
          <thead className="sticky top-0 bg-sunken text-ink-muted">
            <tr>
              <th scope="col" className="px-3 py-1.5 font-medium">
                Time (UTC)
              </th>
              {series.map((entry) => (
                <th key={entry.key} scope="col" className="px-3 py-1.5 text-right font-medium">
                  {entry.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {points.map((point) => (
              <tr key={point.at}>
                <th scope="row" className="whitespace-nowrap px-3 py-1 font-normal text-ink-muted">
                  {formatPointTime(point.at, granularity)}
                </th>
                {series.map((entry) => (
                  <td key={entry.key} className="px-3 py-1 text-right">
                    {formatUnit(point[entry.key] as number | null, unit)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
