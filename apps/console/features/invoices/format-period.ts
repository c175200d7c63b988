import { formatDate, formatDateTime } from '@tollgate/ui/data/format';

/** A half-open period as people say it: dates alone when it starts and ends at midnight. */
export function formatPeriod(period: { start: string; end: string }): string {
  const isWholeDays = [period.start, period.end].every((at) => new Date(at).getTime() % 86_400_000 === 0);
  if (!isWholeDays) return `${formatDateTime(period.start)} to ${formatDateTime(period.end)}`;
  const lastDay = new Date(new Date(period.end).getTime() - 86_400_000);
  return `${formatDate(period.start)} to ${formatDate(lastDay)}`;
}
