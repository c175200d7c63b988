import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Analytics, createAnalytics } from '@tollgate/analytics/client';
import { insertSegment } from '@tollgate/analytics/insert-events';
import { makeUsageEvent } from '@tollgate/testkit/factories/make-usage-event';
import { type TestClickHouse, testClickHouse } from '@tollgate/testkit/stores/test-clickhouse';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { isPoisonedInsert } from './poisoned-insert.ts';
import { type InsertLines, Shipper } from './shipper.ts';

let clickhouse: TestClickHouse;
let analytics: Analytics;
beforeAll(async () => {
  clickhouse = await testClickHouse();
  analytics = createAnalytics({ url: clickhouse.url });
});
afterAll(async () => {
  await analytics.close();
  await clickhouse.drop();
});

let folder: string;
let tenant: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tollgate-shipper-'));
  tenant = `tnt_${Math.random().toString(36).slice(2)}`;
  mkdirSync(join(folder, 'spool', 'slot-0'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const toClickHouse: InsertLines = (token, lines) => insertSegment(analytics, token, lines);

function openShipper(insert: InsertLines = toClickHouse): Shipper {
  return new Shipper({
    spoolFolder: join(folder, 'spool'),
    deadLetterFolder: join(folder, 'dead'),
    insert,
    isPoisoned: isPoisonedInsert,
    logger: pino({ level: 'silent' }),
  });
}

function event(): string {
  return `${JSON.stringify(makeUsageEvent({ tenant }))}\n`;
}

function putSegment(number: number, lines: string[]): string {
  const file = join(folder, 'spool', 'slot-0', `gw-${tenant}-0000000${number}.ready`);
  writeFileSync(file, lines.join(''));
  return file;
}

async function stored(): Promise<{ rows: number; ids: number; rolledUp: number }> {
  const sql = `SELECT count() AS rows, uniqExact(id) AS ids,
    (SELECT sum(requests) FROM usage_by_minute WHERE tenant = {tenant:String}) AS rolledUp
    FROM usage_events WHERE tenant = {tenant:String}`;
  const row = z.object({ rows: z.coerce.number(), ids: z.coerce.number(), rolledUp: z.coerce.number() });
  const [found] = await analytics.query(sql, { tenant }, row);
  return found as z.infer<typeof row>;
}

test('segments arrive in ClickHouse and are deleted when they were acknowledged', async () => {
  const files = [putSegment(1, [event(), event()]), putSegment(2, [event()])];
  expect(await openShipper().shipOnce()).toBe(2);
  expect(await stored()).toEqual({ rows: 3, ids: 3, rolledUp: 3 });
  expect(files.some(existsSync)).toBe(false);
});

test('a segment whose acknowledgement was lost is sent again, and counts once everywhere', async () => {
  putSegment(1, Array.from({ length: 50 }, event));
  let tries = 0;
  const shipper = openShipper(async (token, lines) => {
    await toClickHouse(token, lines);
    if (++tries <= 3) throw new Error('the answer was lost');
  });
  for (let i = 0; i < 5; i++) await shipper.shipOnce();
  expect(tries).toBe(4);
  expect(await stored()).toEqual({ rows: 50, ids: 50, rolledUp: 50 });
});

test('while ClickHouse is down nothing is deleted, and all arrives later in order', async () => {
  const file = putSegment(1, [event()]);
  putSegment(2, [event()]);
  const tokens: string[] = [];
  let isDown = true;
  const shipper = openShipper(async (token, lines) => {
    if (isDown) throw new Error('connect ECONNREFUSED');
    tokens.push(token);
    await toClickHouse(token, lines);
  });
  expect(await shipper.shipOnce()).toBe(0);
  expect(existsSync(file)).toBe(true);
  isDown = false;
  expect(await shipper.shipOnce()).toBe(2);
  expect(tokens).toEqual([`gw-${tenant}-00000001`, `gw-${tenant}-00000002`]);
  expect((await stored()).rows).toBe(2);
});

test('poisoned rows are put aside, and every other row of their segment arrives once', async () => {
  const lines = Array.from({ length: 40 }, event);
  lines[7] = '{"id":"not a uuid"}\n';
  lines[23] = 'no json at all\n';
  const file = putSegment(1, lines);
  putSegment(2, [event()]);
  expect(await openShipper().shipOnce()).toBe(2);
  expect(await stored()).toEqual({ rows: 39, ids: 39, rolledUp: 39 });
  expect(existsSync(file)).toBe(false);
  const dead = readdirSync(join(folder, 'dead')).sort();
  expect(dead.map((name) => readFileSync(join(folder, 'dead', name), 'utf8')).sort()).toEqual(
    [lines[23], lines[7]].sort(),
  );
});

test('a death in the middle of a poisoned segment doubles nothing', async () => {
  const lines = Array.from({ length: 16 }, event);
  lines[15] = '{"id":"not a uuid"}\n';
  putSegment(1, lines);
  let inserts = 0;
  const dying = openShipper(async (token, part) => {
    await toClickHouse(token, part);
    if (++inserts === 2) throw new Error('killed');
  });
  expect(await dying.shipOnce()).toBe(0);
  await openShipper().shipOnce();
  expect(await stored()).toEqual({ rows: 15, ids: 15, rolledUp: 15 });
});

test('a segment of one poisoned row is put aside', async () => {
  putSegment(1, ['{"id":"not a uuid"}\n']);
  await openShipper().shipOnce();
  expect(readdirSync(join(folder, 'dead'))).toHaveLength(1);
  expect(readdirSync(join(folder, 'spool', 'slot-0'))).toEqual([]);
});
