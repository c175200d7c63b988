import { formatBytes, formatCompact, formatDuration, formatNumber, formatPercent } from '../data/format.tsx';
import { formatDecimalMoney } from '../money/format-money.tsx';

/** One line, area or bar of a chart. */
export type ChartSeries = {
  /** Name of the number in each point. */
  key: string;
  label: string;
  /** Colour by meaning; otherwise colours are given out in order. */
  tone?: 'accent' | 'success' | 'warning' | 'danger' | 'neutral';
};

/** One place on the time axis: an instant and a number (or null, a gap) for each series. */
export type ChartPoint = { at: string | number } & { [key: string]: number | string | null };

/** What the numbers of a chart are. */
export type ChartUnit = 'count' | 'ms' | 'percent' | 'bytes' | { currency: string };

const byTone = {
  accent: 'var(--tg-chart-1)',
  success: 'var(--tg-success)',
  warning: 'var(--tg-warning)',
  danger: 'var(--tg-danger)',
  neutral: 'var(--tg-chart-8)',
};

/** Colour of the series at a place in the list. */
export function seriesColour(series: ChartSeries, index: number): string {
  return series.tone ? byTone[series.tone] : `var(--tg-chart-${(index % 8) + 1})`;
}

/** A number of a chart as text; `isShort` for axes. */
export function formatUnit(value: number | null | undefined, unit: ChartUnit, isShort = false): string {
  if (value === null || value === undefined) return '–';
  if (typeof unit === 'object')
    return formatDecimalMoney(value.toFixed(isShort && value % 1 === 0 ? 0 : 2), unit.currency);
  if (unit === 'ms') return formatDuration(value);
  if (unit === 'percent') return formatPercent(value);
  if (unit === 'bytes') return formatBytes(value);
  return isShort ? formatCompact(value) : formatNumber(value);
}
