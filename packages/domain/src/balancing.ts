import { z } from 'zod';

const whole = (min: number, max: number) =>
  z.int('must be a whole number').min(min, `must be at least ${min}`).max(max, `must be at most ${max}`);

/** A further address of an upstream; `weight` is its share against those of the others. */
const BalancedTarget = z.strictObject({
  url: z.string().trim().max(2000, 'must be at most 2000 characters'),
  weight: whole(1, 100).default(1),
});

/** How the next target is chosen. */
const BalancingMethod = z.enum(['round_robin', 'least_requests', 'peak_ewma', 'consistent_hash']);

/** What `consistent_hash` keeps on one target. */
const HashBy = z.enum(['app', 'address', 'header', 'cookie']);

/** Leaves a target out for a while after so many failures in a row. */
const Ejection = z.strictObject({
  failures: whole(1, 100).default(5),
  /** The first time; longer each time it happens again without a success between. */
  durationMs: whole(1000, 3_600_000).default(30_000),
});

/** Asks each target at a path of its own; 200 to 399 in time is healthy. */
const HealthCheck = z
  .strictObject({
    /** Below the target's URL. */
    path: z
      .string()
      .max(500, 'must be at most 500 characters')
      .regex(/^\/[\w\-.~/%?=&]*$/, 'must be a path such as /health'),
    intervalMs: whole(1000, 300_000).default(10_000),
    timeoutMs: whole(100, 60_000).default(2000),
    healthyAfter: whole(1, 10).default(2),
    unhealthyAfter: whole(1, 10).default(3),
  })
  .refine((check) => check.timeoutMs <= check.intervalMs, {
    path: ['timeoutMs'],
    message: 'must not be longer than the interval',
  });

/** Refuses calls of an operation that keeps failing, and lets a few probes through later. */
const Breaker = z.strictObject({
  failurePercent: whole(1, 100).default(50),
  /** Fewer requests in the window say nothing. */
  minRequests: whole(1, 10_000).default(20),
  windowMs: whole(1000, 600_000).default(10_000),
  openMs: whole(1000, 600_000).default(10_000),
  /** So many must succeed before it closes. */
  probes: whole(1, 100).default(3),
});

/** Tries again where that is safe, as long as retries are a small part of the traffic. */
const Retries = z.strictObject({
  /** Further attempts of one request. */
  attempts: whole(1, 5).default(1),
  /** Of the requests of the last ten seconds. */
  budgetPercent: whole(0, 100).default(20),
  /** Allowed besides the share. */
  minPerSecond: whole(0, 100).default(3),
});

/** How an upstream's requests are spread over its targets, and what happens when they fail. */
export const Balancing = z
  .strictObject({
    /** Weight of the upstream's own URL, which is the first target. */
    weight: whole(1, 100).default(1),
    targets: z.array(BalancedTarget).max(31, 'can be at most 31').default([]),
    method: BalancingMethod.default('round_robin'),
    hashBy: HashBy.default('app'),
    /** Name of the header or cookie. */
    hashName: z
      .string()
      .max(100, 'must be at most 100 characters')
      .regex(/^[\w!#$%&'*+.^`|~-]+$/, 'must be the name of a header or cookie')
      .nullable()
      .default(null),
    /** A target that comes back, or is new, gets its whole share after this long; 0 is at once. */
    slowStartMs: whole(0, 600_000).default(0),
    /** With a smaller part of the targets fit than this, all are used. */
    panicPercent: whole(0, 100).default(50),
    ejection: Ejection.nullable().default(null),
    healthCheck: HealthCheck.nullable().default(null),
    breaker: Breaker.nullable().default(null),
    retries: Retries.nullable().default(null),
  })
  .refine(({ hashBy, hashName }) => hashName !== null || (hashBy !== 'header' && hashBy !== 'cookie'), {
    path: ['hashName'],
    message: 'is needed to hash by a header or cookie',
  });
export type Balancing = z.infer<typeof Balancing>;
