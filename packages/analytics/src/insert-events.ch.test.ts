import { makeUsageEvent } from '@tollgate/testkit/factories/make-usage-event';
import { testClickHouse } from '@tollgate/testkit/stores/test-clickhouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Analytics, createAnalytics } from './client.ts';
import { insertEvents, insertSegment } from './insert-events.ts';

const TABLES = ['usage_by_minute', 'usage_by_hour', 'usage_by_day'] as const;

let analytics: Analytics;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await testClickHouse();
  drop = database.drop;
  analytics = createAnalytics({ url: database.url });
});
afterAll(async () => {
  await analytics.close();
  await drop();
});

async function counts(tenant: string) {
  const read = async (sql: string) => {
    const [row] = await analytics.query(sql, { tenant }, z.object({ n: z.coerce.number() }));
    return row?.n;
  };
  const rollups = TABLES.map((table) =>
    read(`SELECT sum(requests) AS n FROM ${table} WHERE tenant = {tenant:String}`),
  );
  return {
    events: await read('SELECT count() AS n FROM usage_events WHERE tenant = {tenant:String}'),
    ids: await read('SELECT uniqExact(id) AS n FROM usage_events WHERE tenant = {tenant:String}'),
    rollups: await Promise.all(rollups),
  };
}

const once = (n: number) => ({ events: n, ids: n, rollups: [n, n, n] });

/** Events over three days and two months, so that one segment falls into two partitions of every table. */
function segmentOver(tenant: string, count: number) {
  const start = Date.parse('2026-10-30T12:00:00Z');
  return Array.from({ length: count }, (_, i) =>
    makeUsageEvent({ tenant, at: new Date(start + (i * 3 * 86_400_000) / count), duration_us: i }),
  );
}

describe('inserting usage', () => {
  it('counts a segment once however often it is sent, in every table and across partitions', async () => {
    const lines = segmentOver('tnt_twice', 500).map((event) => `${JSON.stringify(event)}\n`);
    for (let i = 0; i < 3; i++) await insertSegment(analytics, 'gw/boot/1', Buffer.from(lines.join('')));
    expect(await counts('tnt_twice')).toEqual(once(500));
  });

  it('counts a segment once when several senders race with it', async () => {
    const events = segmentOver('tnt_race', 200);
    await Promise.all(Array.from({ length: 6 }, () => insertEvents(analytics, 'gw/boot/race', events)));
    expect(await counts('tnt_race')).toEqual(once(200));
  });

  it('counts a segment of 4 MB and more once', async () => {
    const events = segmentOver('tnt_large', 12_000);
    for (let i = 0; i < 2; i++) await insertEvents(analytics, 'gw/boot/large', events);
    expect(await counts('tnt_large')).toEqual(once(12_000));
  });

  it('counts equal segments under different names as the different segments they are', async () => {
    const events = segmentOver('tnt_names', 50);
    await insertEvents(analytics, 'gw/boot/a', events);
    await insertEvents(analytics, 'gw/boot/b', events);
    expect(await counts('tnt_names')).toEqual({ events: 100, ids: 50, rollups: [100, 100, 100] });
  });

  it('completes the roll-ups that a first try did not reach, without doubling the others', async () => {
    const events = segmentOver('tnt_partial', 100);
    const [view] = await analytics.query(
      "SELECT create_table_query AS text FROM system.tables WHERE database = currentDatabase() AND name = 'usage_by_day_feed'",
      {},
      z.object({ text: z.string() }),
    );
    await analytics.client.command({ query: 'DROP VIEW usage_by_day_feed' });
    await insertEvents(analytics, 'gw/boot/partial', events);
    expect((await counts('tnt_partial')).rollups).toEqual([100, 100, 0]);
    await analytics.client.command({ query: (view as { text: string }).text });
    await insertEvents(analytics, 'gw/boot/partial', events);
    expect(await counts('tnt_partial')).toEqual(once(100));
  });

  it('stores nothing of a segment with a row that does not fit', async () => {
    const good = JSON.stringify(makeUsageEvent({ tenant: 'tnt_poison' }));
    const bad = good.replace('"status":200', '"status":"two hundred"');
    await expect(insertSegment(analytics, 'gw/boot/poison', `${good}\n${bad}\n`)).rejects.toMatchObject({
      code: expect.stringMatching(/^\d+$/),
    });
    expect(await counts('tnt_poison')).toEqual(once(0));
  });

  it('keeps every field of an event and derives time and quota from them', async () => {
    const event = makeUsageEvent({
      tenant: 'tnt_fields',
      time_us: 1_794_312_000_123_456,
      status: 504,
      problem: 'upstream_timeout',
      billable: 0,
      route: "/w/v1/{co'de}/\\\n\u{1F600}",
    });
    await insertEvents(analytics, 'gw/boot/fields', [event]);
    const [row] = await analytics.query(
      'SELECT * EXCEPT (received_at), toString(time) AS at, consumed FROM usage_events WHERE tenant = {tenant:String}',
      { tenant: 'tnt_fields' },
      z.record(z.string(), z.unknown()),
    );
    expect(row).toEqual({ ...event, answered_by: '', at: '2026-11-10 12:00:00.123456', consumed: 1 });
  });
});
