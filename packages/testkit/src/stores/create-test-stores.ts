import { type TestClickHouse, testClickHouse } from './test-clickhouse.ts';
import { type TestPostgres, testPostgres } from './test-postgres.ts';
import { type TestRedis, testRedis } from './test-redis.ts';

export type TestStores = { postgres: TestPostgres; clickhouse: TestClickHouse; redis: TestRedis };

/** A database of one's own in each of the three stores. Needs the `stores` test project. */
export async function createTestStores(): Promise<TestStores> {
  const [postgres, clickhouse, redis] = await Promise.all([testPostgres(), testClickHouse(), testRedis()]);
  return { postgres, clickhouse, redis };
}
