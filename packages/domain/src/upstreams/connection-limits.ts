import { z } from 'zod';

/** What an upstream's targets may each take of one gateway worker, and how long a request waits for a connection. */
export const ConnectionLimits = z.strictObject({
  maxConnections: z
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(10_000, 'must be at most 10000'),
  /** Requests that may wait for a connection to be free; beyond, 503 `overloaded` at once. */
  maxWaiting: z
    .int('must be a whole number')
    .min(0, 'must be at least 0')
    .max(100_000, 'must be at most 100000'),
  waitTimeoutMs: z
    .int('must be a whole number')
    .min(100, 'must be at least 100')
    .max(60_000, 'must be at most 60000'),
});
export type ConnectionLimits = z.infer<typeof ConnectionLimits>;

/** What holds where nothing else is said. */
export const DEFAULT_CONNECTION_LIMITS: ConnectionLimits = {
  maxConnections: 256,
  maxWaiting: 1792,
  waitTimeoutMs: 5000,
};
