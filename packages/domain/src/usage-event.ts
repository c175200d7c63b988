import { z } from 'zod';
import { Environment } from './environment.ts';

/**
 * Who gave an answer in place of the upstream: `cache` what was kept of it before, `cache_confirmed` the same after the
 * upstream said that it has not changed, `cache_stale` the same when the upstream failed.
 */
export const AnsweredBy = z.enum(['mock', 'policy', 'cache', 'cache_confirmed', 'cache_stale']);
export type AnsweredBy = z.infer<typeof AnsweredBy>;

/** One metered exchange: a row of ClickHouse's `usage_events` and a line of the gateway's spool. Empty text means none. */
export const UsageEvent = z.object({
  /** UUIDv7, made once. */
  id: z.uuid(),
  /** Start of the exchange in Unix microseconds. */
  time_us: z.int(),
  region: z.string(),
  gateway: z.string(),
  tenant: z.string(),
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
  /** Route template with base path, such as `/world/v1/countries/{code}`. */
  route: z.string(),
  status: z.int(),
  /** Problem code when the gateway answered itself. */
  problem: z.string(),
  /** 1 when the plan's rule bills it: answered by the upstream with a status below 500. */
  billable: z.union([z.literal(0), z.literal(1)]),
  request_bytes: z.int(),
  response_bytes: z.int(),
  duration_us: z.int(),
  upstream_us: z.int(),
  attempts: z.int(),
  request_id: z.string(),
  trace_id: z.string(),
  /** Who gave the answer in place of the upstream; left out when the upstream did, or it is a problem. */
  answered_by: AnsweredBy.optional(),
});
export type UsageEvent = z.infer<typeof UsageEvent>;
