import { formatDate, formatDateTime, formatTime } from '../data/format.tsx';

/** Width of one point of a time series. */
export type Granularity = 'minute' | 'hour' | 'day' | 'month';

const short = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' });
const month = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'short', year: 'numeric' });

/** Tick text: the time within a day, the date across days. */
export function formatTick(at: string | number, granularity: Granularity, spanMs: number): string {
  if (granularity === 'month') return month.format(new Date(at));
  if (granularity === 'day' || spanMs > 2 * 86_400_000) return short.format(new Date(at));
  return formatTime(at);
}

/** Full name of a point, in UTC. */
export function formatPointTime(at: string | number, granularity: Granularity): string {
  if (granularity === 'month') return month.format(new Date(at));
  return granularity === 'day' ? formatDate(at) : formatDateTime(at);
}
