import { z } from 'zod';
import type { QueryParams } from '../client.ts';
import { Count, DurationMs } from '../query-values.ts';
import type { Conditions } from './usage-scope.ts';
import type { UsageSource } from './usage-sources.ts';

/** What is measured of a set of requests. */
export const UsageMeasures = z.object({
  requests: Count,
  billable: Count,
  /** Requests that took from the quota: the gateway forwarded them. */
  consumed: Count,
  /** Answers with a status of 400 or more. */
  errors: Count,
  clientErrors: Count,
  serverErrors: Count,
  /** Answers 429. */
  rateLimited: Count,
  requestBytes: Count,
  responseBytes: Count,
  /** Whole duration at the gateway; null without requests. */
  p50Ms: DurationMs,
  p95Ms: DurationMs,
  p99Ms: DurationMs,
  meanMs: DurationMs,
  /** Mean of the upstream's share of the duration. */
  upstreamMeanMs: DurationMs,
});
export type UsageMeasures = z.output<typeof UsageMeasures>;

export const NO_USAGE: UsageMeasures = {
  requests: 0,
  billable: 0,
  consumed: 0,
  errors: 0,
  clientErrors: 0,
  serverErrors: 0,
  rateLimited: 0,
  requestBytes: 0,
  responseBytes: 0,
  p50Ms: null,
  p95Ms: null,
  p99Ms: null,
  meanMs: null,
  upstreamMeanMs: null,
};

/** Columns of `UsageMeasures` over the rows of `usageFrom`. */
export const MEASURE_COLUMNS = `
  sum(u.requests) AS requests,
  sum(u.billable) AS billable,
  sum(u.consumed) AS consumed,
  sumIf(u.requests, u.status >= 400) AS errors,
  sumIf(u.requests, u.status >= 400 AND u.status < 500) AS clientErrors,
  sumIf(u.requests, u.status >= 500) AS serverErrors,
  sumIf(u.requests, u.status = 429) AS rateLimited,
  sum(u.request_bytes) AS requestBytes,
  sum(u.response_bytes) AS responseBytes,
  quantilesTDigestMerge(0.5, 0.95, 0.99)(u.duration_digest) AS digest,
  if(requests = 0, NULL, digest[1]) AS p50Ms,
  if(requests = 0, NULL, digest[2]) AS p95Ms,
  if(requests = 0, NULL, digest[3]) AS p99Ms,
  if(requests = 0, NULL, sum(u.duration_us) / requests) AS meanMs,
  if(requests = 0, NULL, sum(u.upstream_us) / requests) AS upstreamMeanMs`;

/** A dimension's SQL and, for series, the start of its bucket. */
export interface UsageGrouping {
  dimension?: string | undefined;
  /** Seconds of a bucket; every source must be at least as fine. */
  stepSeconds?: number | undefined;
}

/** A FROM clause `( … ) AS u` with the rows of all sources, already grouped by bucket, dimension and status. */
export function usageFrom(sources: UsageSource[], scope: Conditions, grouping: UsageGrouping): Conditions {
  const params: QueryParams = { ...scope.params };
  const parts = sources.map((source, index) => {
    params[`from${index}`] = source.fromUs;
    params[`to${index}`] = source.toUs;
    return source.table === 'usage_events'
      ? eventsPart(index, scope.sql, grouping)
      : rollupPart(source.table, index, scope.sql, grouping);
  });
  return { sql: `FROM (${parts.join('\nUNION ALL\n')}) AS u`, params };
}

/** What both kinds of sources call the same and add up. */
function sums(alias: string): string {
  const columns = ['billable', 'consumed', 'request_bytes', 'response_bytes', 'duration_us', 'upstream_us'];
  return columns.map((column) => `sum(${alias}.${column}) AS ${column}`).join(', ');
}

/** What stands before the subscription in each roll-up's key, see migrations/clickhouse/0002_usage_rollups.sql. */
const KEY_TIME = {
  usage_by_minute: 'toStartOfHour',
  usage_by_hour: 'toDate',
  usage_by_day: 'toStartOfMonth',
};

function rollupPart(
  table: keyof typeof KEY_TIME,
  index: number,
  where: string,
  grouping: UsageGrouping,
): string {
  const [start, end] = ['from', 'to'].map(
    (name) => `toDateTime(intDiv({${name}${index}:Int64}, 1000000), 'UTC')`,
  );
  const coarse = KEY_TIME[table];
  return `SELECT ${groupColumns('bucket', grouping)},
  sum(r.requests) AS requests, ${sums('r')},
  quantilesTDigestMergeState(0.5, 0.95, 0.99)(r.duration_digest) AS duration_digest
FROM ${table} AS r
WHERE ${where} AND r.bucket >= ${start} AND r.bucket < ${end}
  AND ${coarse}(r.bucket) >= ${coarse}(${start}) AND ${coarse}(r.bucket) <= ${coarse}(${end})
GROUP BY at, dim, status`;
}

function eventsPart(index: number, where: string, grouping: UsageGrouping): string {
  return `SELECT ${groupColumns('time', grouping)},
  count() AS requests, ${sums('e')},
  quantilesTDigestState(0.5, 0.95, 0.99)(e.duration_us) AS duration_digest
FROM usage_events AS e
WHERE ${where} AND ${timeBetween(`from${index}`, `to${index}`)}
GROUP BY at, dim, status`;
}

/**
 * Condition on single events: `time` in the half-open range of two bound microsecond values. The hours are said as
 * well because ClickHouse does not conclude them, and the key begins with them.
 */
export function timeBetween(from: string, to: string): string {
  const [start, end] = [from, to].map((name) => `fromUnixTimestamp64Micro({${name}:Int64}, 'UTC')`);
  return `time >= ${start} AND time < ${end}
  AND toStartOfHour(time) >= toStartOfHour(${start}) AND toStartOfHour(time) <= toStartOfHour(${end})`;
}

function groupColumns(time: string, { dimension, stepSeconds }: UsageGrouping): string {
  const seconds = `toUnixTimestamp(${time === 'time' ? 'toDateTime(time)' : time})`;
  const at = stepSeconds === undefined ? '0' : `intDiv(${seconds}, ${stepSeconds}) * ${stepSeconds}`;
  return `${at} AS at, ${dimension ?? "''"} AS dim, status`;
}
