import { testClickHouse } from '@tollgate/testkit/stores/test-clickhouse';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { createAnalytics } from './client.ts';
import { Count } from './query-values.ts';

const Row = z.object({ n: Count });

async function open(options: { queryTimeoutMs?: number } = {}) {
  const database = await testClickHouse();
  const analytics = createAnalytics({ url: database.url, ...options });
  onTestFinished(async () => {
    await analytics.close();
    await database.drop();
  });
  return analytics;
}

it('a ClickHouse that does not answer is a store that is unavailable, with nothing internal in public', async () => {
  const analytics = createAnalytics({ url: 'http://someone:secret@127.0.0.1:9/none' });
  onTestFinished(() => analytics.close());
  const failure = await analytics.query('SELECT 1 AS n', {}, Row).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'store_unavailable', detail: expect.not.stringContaining('secret') });
  expect(await analytics.ping()).toBe(false);
});

it('a query that takes too long is given up', async () => {
  const analytics = await open({ queryTimeoutMs: 300 });
  const slow = 'SELECT sum(sleepEachRow(0.5)) AS n FROM numbers(4) SETTINGS max_block_size = 1';
  await expect(analytics.query(slow, {}, Row)).rejects.toMatchObject({ code: 'store_unavailable' });
});

it('a result of more rows than a page can want is refused', async () => {
  const analytics = await open();
  await expect(analytics.query('SELECT number AS n FROM numbers(60000)', {}, Row)).rejects.toThrow(/rows/);
});

it('a number that would lose digits is refused rather than rounded', async () => {
  const analytics = await open();
  expect(await analytics.query('SELECT toUInt64(9007199254740991) AS n', {}, Row)).toEqual([
    { n: 9007199254740991 },
  ]);
  await expect(analytics.query('SELECT toUInt64(9007199254740993) AS n', {}, Row)).rejects.toThrow(
    'exact numbers',
  );
  await expect(analytics.query("SELECT '9007199254740993' AS n", {}, Row)).rejects.toThrow('exact numbers');
});
