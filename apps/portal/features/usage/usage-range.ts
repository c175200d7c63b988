import type { Environment } from '@tollgate/domain/environment';
import { first, type SearchParams } from '../../shell/search-params.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Ranges to choose from; each shows as many bars as fit. */
export const RANGES = {
  hour: { label: 'Last hour', lengthMs: HOUR_MS, granularity: 'minute' },
  day: { label: 'Last 24 hours', lengthMs: DAY_MS, granularity: 'hour' },
  week: { label: 'Last 7 days', lengthMs: 7 * DAY_MS, granularity: 'hour' },
  month: { label: 'Last 30 days', lengthMs: 30 * DAY_MS, granularity: 'day' },
  quarter: { label: 'Last 90 days', lengthMs: 90 * DAY_MS, granularity: 'day' },
} as const;
export type RangeName = keyof typeof RANGES;

/** What the address of a usage page says. */
export interface UsageQuery {
  range: RangeName;
  environment: Environment;
  appId: string | undefined;
  from: string;
  to: string;
  granularity: 'minute' | 'hour' | 'day';
}

/** Reads range, environment and app from an address; what is not known is the default. */
export function readUsageQuery(params: SearchParams, now: Date): UsageQuery {
  const wanted = first(params.range) ?? '';
  const range = (Object.hasOwn(RANGES, wanted) ? wanted : 'week') as RangeName;
  const { lengthMs, granularity } = RANGES[range];
  return {
    range,
    environment: first(params.environment) === 'test' ? 'test' : 'live',
    appId: first(params.app) || undefined,
    from: new Date(now.getTime() - lengthMs).toISOString(),
    to: now.toISOString(),
    granularity,
  };
}
