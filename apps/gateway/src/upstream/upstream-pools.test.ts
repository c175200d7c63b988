import { afterEach, expect, test } from 'vitest';
import { UpstreamPools } from './upstream-pools.ts';

const pools = new UpstreamPools({
  allowedPrivateHosts: new Set(),
  connectionLimits: { maxConnections: 2, maxWaiting: 1, waitTimeoutMs: 1000 },
  headBytes: 16_384,
});
afterEach(() => pools.close());

const target = (origin: string) => ({
  origin,
  protocol: 'http1' as const,
  pathPrefix: '',
  connectTimeoutMs: 1000,
  headTimeoutMs: 1000,
  idleTimeoutMs: 1000,
  totalTimeoutMs: null,
  connections: null,
  tls: null,
  credential: null,
});

test('an origin takes as many requests at once as it may, and others are not affected', () => {
  const taken = [1, 2, 3].map(() => pools.acquire(target('http://a.example'), 0));
  expect(taken.every((pool) => pool !== undefined)).toBe(true);
  expect(pools.acquire(target('http://a.example'), 0)).toBeUndefined();
  expect(pools.acquire(target('http://b.example'), 0)).toBeDefined();
  const [first] = taken;
  if (first) pools.release(first);
  expect(pools.acquire(target('http://a.example'), 0)).toBeDefined();
});
