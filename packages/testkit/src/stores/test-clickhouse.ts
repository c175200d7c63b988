import { randomBytes } from 'node:crypto';
import { migrateClickHouse } from '@tollgate/analytics/migrate';
import { inject } from 'vitest';
import type { ThrowawayStores } from './provided-stores.ts';

export type TestClickHouse = { url: string; drop(): Promise<void> };

/** A migrated ClickHouse database of one's own. Needs the `stores` test project. */
export async function testClickHouse(stores: ThrowawayStores = inject('stores')): Promise<TestClickHouse> {
  const database = `test_${randomBytes(8).toString('hex')}`;
  await execute(stores.clickhouseUrl, `CREATE DATABASE ${database}`);
  const url = `${stores.clickhouseUrl}/${database}`;
  await migrateClickHouse({ url });
  return { url, drop: () => execute(stores.clickhouseUrl, `DROP DATABASE IF EXISTS ${database}`) };
}

async function execute(clickhouseUrl: string, sql: string): Promise<void> {
  const { username, password, origin } = new URL(clickhouseUrl);
  const response = await fetch(origin, {
    method: 'POST',
    body: sql,
    headers: { 'x-clickhouse-user': username, 'x-clickhouse-key': password },
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`ClickHouse answered ${response.status}: ${text}`);
}
