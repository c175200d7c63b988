import { BlackHole } from '@tollgate/testkit/counters/black-hole';
import { describeCounterStore } from '@tollgate/testkit/counters/counter-store-guarantees';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { testRedis } from '@tollgate/testkit/stores/test-redis';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { CounterStoreState } from './counter-store.ts';
import { RedisCounterStore } from './redis-counter-store.ts';

let url: string;
beforeAll(async () => {
  url = (await testRedis()).url;
});

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function openStore(target: string, onStateChange?: (state: CounterStoreState) => void) {
  const store = new RedisCounterStore({
    url: target,
    probeIntervalMs: 50,
    ...(onStateChange ? { onStateChange } : {}),
  });
  await waitFor(() => store.state().isHealthy);
  return store;
}

describeCounterStore('the Redis counter store', () => openStore(url));

const ask = { counter: 'c', limit: 10, wanted: 1, windowEndsAtMs: Date.now() + 60_000 };

test('a Redis that was never there is refused at once, without waiting', async () => {
  const store = new RedisCounterStore({ url: 'redis://127.0.0.1:1' });
  opened.push(store);
  const startedAt = performance.now();
  await expect(store.lease([ask])).rejects.toThrow('Redis is not answering');
  expect(performance.now() - startedAt).toBeLessThan(20);
  expect(store.state().isHealthy).toBe(false);
});

test('a black-holed Redis costs one command its timeout; later ones fail at once until it is back', async () => {
  const hole = await new BlackHole(new URL(url)).listen();
  opened.push(hole);
  const told: boolean[] = [];
  const way = new URL(url);
  way.host = `127.0.0.1:${hole.port}`;
  const store = await openStore(way.href, ({ isHealthy }) => told.push(isHealthy));
  opened.push(store);
  await store.lease([ask]);
  hole.isOpen = true;
  const startedAt = performance.now();
  await expect(store.lease([ask])).rejects.toThrow();
  expect(performance.now() - startedAt).toBeLessThan(300);
  const again = performance.now();
  for (let i = 0; i < 100; i++) await expect(store.lease([ask])).rejects.toThrow();
  expect(performance.now() - again).toBeLessThan(100);
  hole.isOpen = false;
  await waitFor(() => store.state().isHealthy);
  expect((await store.lease([ask]))[0]?.granted).toBe(1);
  expect(told.slice(-2)).toEqual([false, true]);
});
