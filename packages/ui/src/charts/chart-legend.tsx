import { type ChartSeries, seriesColour } from './chart-series.tsx';

/** Names of the series beside their colours. */
export function ChartLegend({ series }: { series: ChartSeries[] }) {
  return (
    <ul className="mb-2 flex flex-wrap gap-x-4 gap-y-1 text-ink-muted text-xs">
      {series.map((entry, index) => (
        <li key={entry.key} className="flex items-center gap-1.5">
          <svg aria-hidden="true" viewBox="0 0 8 8" className="size-2">
            <rect width="8" height="8" rx="2" fill={seriesColour(entry, index)} />
          </svg>
          {entry.label}
        </li>
      ))}
    </ul>
  );
}
