import type { UsageFilter } from '@tollgate/contract/usage';
import type { Environment } from '@tollgate/domain/environment';
import type { SearchParams } from '@tollgate/ui/data/table-params';
import { first } from '../../shell/list-state.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Ranges that end now. */
export const RANGES = [
  { value: '1h', label: 'last hour', spanMs: HOUR_MS },
  { value: '24h', label: 'last 24 hours', spanMs: DAY_MS },
  { value: '7d', label: 'last 7 days', spanMs: 7 * DAY_MS },
  { value: '30d', label: 'last 30 days', spanMs: 30 * DAY_MS },
  { value: '90d', label: 'last 90 days', spanMs: 90 * DAY_MS },
] as const;

/** Names of what usage can be narrowed to; each is a query parameter. */
export const SCOPE_NAMES = [
  'productId',
  'planVersionId',
  'appId',
  'subscriptionId',
  'operationId',
  'apiVersionId',
  'keyId',
  'region',
] as const satisfies (keyof UsageFilter)[];

/** What an address says about usage: when, which environment, and what it is narrowed to. */
export interface UsageQuery {
  range: { environment: Environment; from: string; to: string; filter: UsageFilter };
  /** Width of a point that suits the range. */
  granularity: 'minute' | 'hour' | 'day';
  /** The address's own values, to build links from. */
  params: Record<string, string | undefined>;
  isCustomRange: boolean;
}

/** Reads range, environment and filters. A range is a preset that ends now, or `from` and `to`. */
export function readUsageQuery(params: SearchParams, now: Date, defaultRange = '24h'): UsageQuery {
  const text = (name: string) => first(params[name])?.trim() || undefined;
  const environment = text('environment') === 'test' ? 'test' : 'live';
  const custom = customRange(text('from'), text('to'));
  const preset = RANGES.find(({ value }) => value === (text('range') ?? defaultRange)) ?? RANGES[1];
  const to = custom?.to ?? now;
  const from = custom?.from ?? new Date(now.getTime() - preset.spanMs);
  const filter: UsageFilter = {};
  for (const name of SCOPE_NAMES) {
    const value = text(name);
    if (value !== undefined && value.length <= 100) filter[name] = value;
  }
  const range = { from: from.toISOString(), to: to.toISOString() };
  return {
    range: { environment, ...range, filter },
    granularity: granularityOf(to.getTime() - from.getTime()),
    params: {
      range: custom ? undefined : text('range'),
      environment: text('environment'),
      ...(custom ? range : {}),
      ...filter,
    },
    isCustomRange: custom !== undefined,
  };
}

function customRange(from: string | undefined, to: string | undefined) {
  if (!from || !to) return undefined;
  const [start, end] = [new Date(from), new Date(to)];
  const isRange = start < end && end.getTime() - start.getTime() <= 366 * DAY_MS;
  return isRange ? { from: start, to: end } : undefined;
}

function granularityOf(spanMs: number): UsageQuery['granularity'] {
  if (spanMs <= 3 * HOUR_MS) return 'minute';
  return spanMs <= 14 * DAY_MS ? 'hour' : 'day';
}
