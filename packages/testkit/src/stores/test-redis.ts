import { Redis } from 'ioredis';
import { inject } from 'vitest';
import type { ThrowawayStores } from './provided-stores.ts';

// Redis numbers its databases, and the throwaway server has this many.
const DATABASES = 64;

export type TestRedis = { url: string };

/** An empty Redis database that no test file running now shares. Needs the `stores` test project. */
export async function testRedis(stores: ThrowawayStores = inject('stores')): Promise<TestRedis> {
  const url = `${stores.redisUrl}/${Number(process.env.VITEST_POOL_ID ?? 0) % DATABASES}`;
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1 });
  try {
    await redis.connect();
    await redis.flushdb();
  } finally {
    redis.disconnect();
  }
  return { url };
}
