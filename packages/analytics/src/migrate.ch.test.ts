import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testClickHouse } from '@tollgate/testkit/stores/test-clickhouse';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { createAnalytics } from './client.ts';
import { migrateClickHouse } from './migrate.ts';

async function withFolder() {
  const database = await testClickHouse();
  const dir = await mkdtemp(join(tmpdir(), 'tollgate-migrations-'));
  onTestFinished(async () => {
    await rm(dir, { recursive: true });
    await database.drop();
  });
  return { url: database.url, dir };
}

it('has nothing left to do on a migrated database', async () => {
  const database = await testClickHouse();
  onTestFinished(database.drop);
  expect(await migrateClickHouse({ url: database.url })).toEqual([]);
});

it('makes a missing database and applies files of several statements in order, once', async () => {
  const { url, dir } = await withFolder();
  const missing = `${url}_more`;
  await writeFile(
    join(dir, '0002_rows.sql'),
    "INSERT INTO t VALUES (1, 'a;b');\nINSERT INTO t VALUES (2, 'c');\n",
  );
  await writeFile(
    join(dir, '0001_table.sql'),
    '-- Why: a; test\nCREATE TABLE IF NOT EXISTS t (n UInt8, s String)\nENGINE = {engine:MergeTree} ORDER BY n SETTINGS {deduplication};\n',
  );
  expect(await migrateClickHouse({ url: missing, dir })).toEqual(['0001_table.sql', '0002_rows.sql']);
  expect(await migrateClickHouse({ url: missing, dir })).toEqual([]);
  const analytics = createAnalytics({ url: missing });
  expect(await analytics.query('SELECT s FROM t ORDER BY n', {}, z.object({ s: z.string() }))).toEqual([
    { s: 'a;b' },
    { s: 'c' },
  ]);
  await analytics.client.command({ query: `DROP DATABASE ${new URL(missing).pathname.slice(1)}` });
  await analytics.close();
});

it('refuses to go on when a file changed after it was applied', async () => {
  const { url, dir } = await withFolder();
  await writeFile(join(dir, '0009_some.sql'), 'SELECT 1;\n');
  await migrateClickHouse({ url, dir });
  await writeFile(join(dir, '0009_some.sql'), 'SELECT 2;\n');
  await expect(migrateClickHouse({ url, dir })).rejects.toThrow('0009_some.sql was applied');
});
