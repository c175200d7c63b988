import { z } from 'zod';
import type { Analytics } from '../client.ts';
import { SecondsAsTime } from '../query-values.ts';
import { measureUsage } from './measure-usage.ts';
import { topUsage } from './top-usage.ts';
import { dimensionSql, UsageDimension } from './usage-dimensions.ts';
import { NO_USAGE, UsageMeasures } from './usage-measures.ts';
import { checkRange, usageScopeShape } from './usage-scope.ts';
import { STEP_SECONDS, usageSources } from './usage-sources.ts';

/** The most points one series may have. */
const MAX_POINTS = 2_000;

export const UsageSeriesInput = z
  .strictObject({
    ...usageScopeShape,
    granularity: z.enum(['minute', 'hour', 'day']),
    groupBy: UsageDimension.optional(),
    /** With `groupBy`: so many groups of their own, the rest together. */
    groupLimit: z.int().min(1).max(20).default(8),
  })
  .superRefine((input, context) => {
    checkRange(input, context);
    if ((input.to.getTime() - input.from.getTime()) / 1000 / STEP_SECONDS[input.granularity] > MAX_POINTS) {
      context.addIssue({ code: 'custom', path: ['granularity'], message: 'is too fine for this range' });
    }
  });
export type UsageSeriesInput = z.input<typeof UsageSeriesInput>;

const SeriesRow = UsageMeasures.extend({
  time: SecondsAsTime,
  value: z.string(),
  isRest: z.coerce.boolean(),
});

export interface UsagePoint extends UsageMeasures {
  /** Start of the bucket, RFC 3339 in UTC. */
  time: string;
}

export interface UsageSeries {
  /** Value of the dimension; empty without `groupBy`, where the dimension has none, and for the rest. */
  value: string;
  /** Whether this stands for all groups beyond `groupLimit`. */
  isRest: boolean;
  /** One point for each bucket of the range in order, zeros included; the first and last may be cut by the range. */
  points: UsagePoint[];
}

/**
 * Usage over time, in buckets of UTC minutes, hours or days. Without `groupBy` always one series;
 * with it, the largest groups by requests first, then the rest, and none at all when there was no usage.
 */
export async function usageSeries(
  analytics: Analytics,
  tenant: string,
  input: UsageSeriesInput,
): Promise<UsageSeries[]> {
  const parsed = UsageSeriesInput.parse(input);
  const { from, to, granularity, groupBy, groupLimit, ...scope } = parsed;
  const stepSeconds = STEP_SECONDS[granularity];
  const top = groupBy
    ? await topUsage(analytics, tenant, { ...scope, from, to, dimension: groupBy, limit: groupLimit })
    : [];
  const values = top.map(({ value }) => value);
  const isRest = groupBy ? 'NOT has({values:Array(String)}, u.dim)' : 'false';
  const rows = await measureUsage(analytics, tenant, scope, {
    sources: usageSources(from, to, granularity),
    stepSeconds,
    dimension: groupBy && dimensionSql(groupBy),
    columns: ['u.at AS time', `${isRest} AS isRest`, "if(isRest, '', u.dim) AS value"],
    rest: 'GROUP BY time, isRest, value ORDER BY time',
    params: groupBy ? { values } : {},
    row: SeriesRow,
  });
  const times = bucketTimes(from, to, stepSeconds);
  if (!groupBy) return [{ value: '', isRest: false, points: fill(times, rows) }];
  const series = values.map((value) => ({
    value,
    isRest: false,
    points: fill(
      times,
      rows.filter((row) => !row.isRest && row.value === value),
    ),
  }));
  const rest = rows.filter((row) => row.isRest);
  return rest.length === 0 ? series : [...series, { value: '', isRest: true, points: fill(times, rest) }];
}

/** Starts of all buckets that a range touches. */
export function bucketTimes(from: Date, to: Date, stepSeconds: number): string[] {
  const stepMs = stepSeconds * 1000;
  const times: string[] = [];
  for (let ms = Math.floor(from.getTime() / stepMs) * stepMs; ms < to.getTime(); ms += stepMs) {
    times.push(new Date(ms).toISOString());
  }
  return times;
}

function fill(times: string[], rows: z.output<typeof SeriesRow>[]): UsagePoint[] {
  const byTime = new Map(rows.map(({ value: _value, isRest: _isRest, ...point }) => [point.time, point]));
  return times.map((time) => byTime.get(time) ?? { ...NO_USAGE, time });
}
