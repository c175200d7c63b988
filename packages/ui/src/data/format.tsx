/** Every formatter uses one locale and UTC, so that server and browser print the same text. */
const locale = 'en-GB';

const dash = '–';

/** A number as it is given: exact text, integer or float. */
export type Numeric = number | bigint | string | null | undefined;

function isMissing(value: Numeric): value is null | undefined | '' {
  return value === null || value === undefined || value === '' || Number.isNaN(Number(value));
}

function numberFormat(options: Intl.NumberFormatOptions) {
  const format = new Intl.NumberFormat(locale, options);
  // Intl formats decimal strings exactly; the type of the library asks for a literal.
  return (value: number | bigint | string) => format.format(value as Intl.StringNumericLiteral);
}

const plain = numberFormat({ maximumFractionDigits: 3 });
// Plain English writes millions as M; British English writes m, which is milli.
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

/** `1234567` → `1,234,567`; a dash when there is no number. */
export function formatNumber(value: Numeric): string {
  return isMissing(value) ? dash : plain(value);
}

/** `1234567` → `1.23M`. */
export function formatCompact(value: Numeric): string {
  if (isMissing(value)) return dash;
  return Math.abs(Number(value)) < 10_000 ? plain(value) : compact.format(value as Intl.StringNumericLiteral);
}

/** `0.1234` → `12.3%`; very small shares say `<0.1%` rather than zero. */
export function formatPercent(ratio: number | null | undefined, digits = 1): string {
  if (isMissing(ratio)) return dash;
  const smallest = 10 ** -(digits + 2);
  if (ratio > 0 && ratio < smallest) return `<${formatPercent(smallest, digits)}`;
  return numberFormat({ style: 'percent', maximumFractionDigits: digits })(ratio);
}

/** `0.4` → `0.4 ms`, `12.13` → `12.1 ms`, `4200` → `4.2 s`, `180000` → `3 min`. */
export function formatDuration(ms: number | null | undefined): string {
  if (isMissing(ms)) return dash;
  const size = Math.abs(ms);
  if (size < 1000) return `${plain(Number(ms.toPrecision(3)))} ms`;
  if (size < 60_000) return `${plain(Number((ms / 1000).toPrecision(3)))} s`;
  if (size < 3_600_000) return `${plain(Number((ms / 60_000).toFixed(1)))} min`;
  return `${plain(Number((ms / 3_600_000).toFixed(1)))} h`;
}

/** `1536` → `1.5 kB`, in steps of 1,000 as networks count. */
export function formatBytes(bytes: Numeric): string {
  if (isMissing(bytes)) return dash;
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let size = Number(bytes);
  let index = 0;
  while (Math.abs(size) >= 1000 && index < units.length - 1) {
    size /= 1000;
    index += 1;
  }
  return `${plain(Number(size.toPrecision(3)))} ${units[index]}`;
}

/** An instant, as `Date`, RFC 3339 text or epoch milliseconds. */
export type Instant = Date | string | number;

function dateFormat(options: Intl.DateTimeFormatOptions) {
  const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  return (value: Instant | null | undefined) => {
    if (value === null || value === undefined) return dash;
    const date = new Date(value);
    return Number.isNaN(date.getTime()) ? dash : format.format(date);
  };
}

const day = dateFormat({ day: 'numeric', month: 'short', year: 'numeric' });
const minute = dateFormat({ hour: '2-digit', minute: '2-digit', hour12: false });
const second = dateFormat({ hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });

/** `5 Nov 2026`, in UTC. */
export function formatDate(value: Instant | null | undefined): string {
  return day(value);
}

/** `14:05`, in UTC. */
export function formatTime(value: Instant | null | undefined, withSeconds = false): string {
  return withSeconds ? second(value) : minute(value);
}

/** `5 Nov 2026, 14:05 UTC`. */
export function formatDateTime(value: Instant | null | undefined, withSeconds = false): string {
  return day(value) === dash ? dash : `${day(value)}, ${formatTime(value, withSeconds)} UTC`;
}

const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const steps: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** `3 minutes ago`, `in 2 days`, `just now`. */
export function formatRelative(value: Instant, now: number): string {
  const seconds = (new Date(value).getTime() - now) / 1000;
  const step = steps.find(([, size]) => Math.abs(seconds) >= size);
  if (step) return relative.format(Math.trunc(seconds / step[1]), step[0]);
  if (Math.abs(seconds) < 10) return 'just now';
  return relative.format(Math.trunc(seconds), 'second');
}
