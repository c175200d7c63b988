import { Environment } from '@tollgate/domain/environment';
import { AnsweredBy } from '@tollgate/domain/usage-event';
import { z } from 'zod';
import { Count, microsAsTime } from '../query-values.ts';

/** Columns of one stored request, without its tenant. */
export const REQUEST_COLUMNS = `toString(id) AS id, time_us, region, gateway, environment, api, api_version, operation,
  product, plan_version, subscription, app, key, method, route, status, problem, billable, consumed,
  request_bytes, response_bytes, duration_us, upstream_us, attempts, request_id, trace_id, answered_by,
  toUnixTimestamp64Milli(received_at) AS received_ms`;

const flag = z.number().transform((value) => value === 1);

/** One stored request as pages show it. */
export const RequestRow = z
  .object({
    id: z.string(),
    time_us: Count,
    region: z.string(),
    gateway: z.string(),
    environment: Environment,
    api: z.string(),
    api_version: z.string(),
    operation: z.string(),
    product: z.string(),
    plan_version: z.string(),
    subscription: z.string(),
    app: z.string(),
    key: z.string(),
    method: z.string(),
    route: z.string(),
    status: z.number(),
    problem: z.string(),
    billable: flag,
    consumed: flag,
    request_bytes: Count,
    response_bytes: Count,
    duration_us: Count,
    upstream_us: Count,
    attempts: Count,
    request_id: z.string(),
    trace_id: z.string(),
    answered_by: z.enum(['', ...AnsweredBy.options]),
    received_ms: Count,
  })
  .transform((row) => ({
    id: row.id,
    requestId: row.request_id,
    traceId: row.trace_id,
    /** RFC 3339 with microseconds. */
    time: microsAsTime(row.time_us),
    timeUs: row.time_us,
    region: row.region,
    gateway: row.gateway,
    environment: row.environment,
    apiId: row.api,
    apiVersionId: row.api_version,
    operationId: row.operation,
    productId: row.product,
    planVersionId: row.plan_version,
    subscriptionId: row.subscription,
    appId: row.app,
    keyId: row.key,
    method: row.method,
    route: row.route,
    status: row.status,
    problem: row.problem,
    answeredBy: row.answered_by,
    isBillable: row.billable,
    consumedQuota: row.consumed,
    requestBytes: row.request_bytes,
    responseBytes: row.response_bytes,
    durationMs: row.duration_us / 1000,
    upstreamMs: row.upstream_us / 1000,
    attempts: row.attempts,
    receivedAt: new Date(row.received_ms).toISOString(),
  }));
export type RequestRow = z.output<typeof RequestRow>;
