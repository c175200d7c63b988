import { Environment } from '@tollgate/domain/environment';
import { AnsweredBy } from '@tollgate/domain/usage-event';
import { z } from 'zod';
import { Timestamp } from './fields.ts';

const Id = z.string().max(100);

/** What usage can be narrowed to. */
export const UsageFilter = z.strictObject({
  productId: Id.optional(),
  planVersionId: Id.optional(),
  appId: Id.optional(),
  subscriptionId: Id.optional(),
  operationId: Id.optional(),
  apiVersionId: Id.optional(),
  keyId: Id.optional(),
  region: Id.optional(),
});
export type UsageFilter = z.infer<typeof UsageFilter>;

export const UsageDimension = z.enum([
  'product',
  'plan_version',
  'app',
  'subscription',
  'api_version',
  'operation',
  'key',
  'region',
  'status',
  'status_class',
  'problem',
]);
export type UsageDimension = z.infer<typeof UsageDimension>;

const range = {
  environment: Environment.default('live'),
  /** Inclusive. */
  from: Timestamp,
  /** Exclusive. */
  to: Timestamp,
  filter: UsageFilter.default({}),
};

export const GetUsageInput = z.strictObject({
  ...range,
  granularity: z.enum(['minute', 'hour', 'day']).default('hour'),
  groupBy: UsageDimension.optional(),
});
export type GetUsageInput = z.input<typeof GetUsageInput>;

export const GetTopUsageInput = z.strictObject({
  ...range,
  dimension: UsageDimension,
  orderBy: z
    .enum(['requests', 'billable', 'errors', 'serverErrors', 'p95Ms', 'responseBytes'])
    .default('requests'),
  limit: z.coerce.number().int().min(1).max(100).default(10),
});
export type GetTopUsageInput = z.input<typeof GetTopUsageInput>;

export const ListRequestsInput = z.strictObject({
  ...range,
  status: z.array(z.coerce.number().int().min(0).max(999)).max(20).optional(),
  statusClass: z.array(z.coerce.number().int().min(1).max(5)).max(5).optional(),
  problem: z.array(z.string().max(64)).max(20).optional(),
  method: z.array(z.string().max(20)).max(10).optional(),
  isBillable: z.boolean().optional(),
  page: z
    .strictObject({
      size: z.coerce.number().int().min(1).max(200).default(50),
      after: z.string().max(300).optional(),
    })
    .default({ size: 50 }),
});
export type ListRequestsInput = z.input<typeof ListRequestsInput>;

export const GetRequestInput = z.strictObject({
  /** The event's id, or the `X-Request-Id` the client saw. */
  requestId: z.string().min(1).max(200),
});
export type GetRequestInput = z.input<typeof GetRequestInput>;

export const GetLiveTrafficInput = z.strictObject({
  environment: Environment.default('live'),
  minutes: z.coerce.number().int().min(1).max(60).default(5),
});
export type GetLiveTrafficInput = z.input<typeof GetLiveTrafficInput>;

const durationMs = z.number().nullable();

/** Sums and percentiles; times in milliseconds, null where nothing was measured. */
export const UsageMeasures = z.strictObject({
  requests: z.int(),
  billable: z.int(),
  /** Requests that took from the quota. */
  consumed: z.int(),
  /** Answers with a status of 400 or more. */
  errors: z.int(),
  clientErrors: z.int(),
  serverErrors: z.int(),
  /** Answers 429. */
  rateLimited: z.int(),
  requestBytes: z.int(),
  responseBytes: z.int(),
  p50Ms: durationMs,
  p95Ms: durationMs,
  p99Ms: durationMs,
  meanMs: durationMs,
  upstreamMeanMs: durationMs,
});

/** Usage of a range: sums, the sums of the range before, and buckets in order with zeros filled in. */
export const Usage = z.strictObject({
  totals: z.strictObject({ current: UsageMeasures, previous: UsageMeasures }),
  series: z.array(
    z.strictObject({
      value: z.string(),
      /** What to call the value: a name instead of an id. */
      label: z.string(),
      isRest: z.boolean(),
      points: z.array(UsageMeasures.extend({ time: Timestamp })),
    }),
  ),
});

/** The values of a dimension with the most usage, largest first. */
export const TopUsage = z.strictObject({
  data: z.array(UsageMeasures.extend({ value: z.string(), label: z.string() })),
});

/** One request as it was metered. */
export const UsageRequest = z.strictObject({
  id: z.string(),
  requestId: z.string(),
  traceId: z.string(),
  /** RFC 3339 with microseconds. */
  time: z.string(),
  timeUs: z.int(),
  region: z.string(),
  gateway: z.string(),
  environment: Environment,
  apiId: z.string(),
  apiVersionId: z.string(),
  operationId: z.string(),
  productId: z.string(),
  planVersionId: z.string(),
  subscriptionId: z.string(),
  appId: z.string(),
  keyId: z.string(),
  method: z.string(),
  route: z.string(),
  status: z.int(),
  /** Problem code when Tollgate answered itself; empty otherwise. */
  problem: z.string(),
  /** Who gave the answer in place of the upstream; empty when the upstream did, or it is a problem. */
  answeredBy: z.enum(['', ...AnsweredBy.options]),
  isBillable: z.boolean(),
  consumedQuota: z.boolean(),
  requestBytes: z.int(),
  responseBytes: z.int(),
  durationMs: z.number(),
  upstreamMs: z.number(),
  attempts: z.int(),
  receivedAt: Timestamp,
});

/** The last minutes in steps of ten seconds. */
export const LiveTraffic = z.strictObject({ points: z.array(UsageMeasures.extend({ time: Timestamp })) });
