import { draftInvoice } from '@tollgate/domain/billing/invoice';
import { makeUsageEvents } from '@tollgate/testkit/factories/make-usage-events';
import { testClickHouse } from '@tollgate/testkit/stores/test-clickhouse';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { type Analytics, createAnalytics } from '../client.ts';
import { insertEvents } from '../insert-events.ts';
import { timeBetween } from '../usage/usage-measures.ts';
import { billableByHour } from './billable-by-hour.ts';
import { billableQuantity } from './billable-quantity.ts';
import { quotaUsed } from './quota-used.ts';

const START = new Date('2026-10-30T20:13:07.123Z');
const END = new Date('2026-11-02T05:01:59.999Z');
const LENGTH_MS = END.getTime() - START.getTime();
const SUBSCRIPTIONS = ['sub_0', 'sub_1', 'sub_2', 'sub_3'];

const mine = makeUsageEvents(3_000, START, END, { tenant: 'tnt_mine' });
const test = makeUsageEvents(300, START, END, { tenant: 'tnt_mine', environment: 'test' });
const others = makeUsageEvents(2_000, START, END, { tenant: 'tnt_other' });

let analytics: Analytics;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await testClickHouse();
  drop = database.drop;
  analytics = createAnalytics({ url: database.url });
  await insertEvents(analytics, 'one', [...mine, ...others, ...test]);
});
afterAll(async () => {
  await analytics.close();
  await drop();
});

const instant = fc.nat(LENGTH_MS).map((ms) => new Date(START.getTime() + ms));

it('billable requests of any period are counted exactly, hour by hour as well, and only live ones of this tenant', async () => {
  await fc.assert(
    fc.asyncProperty(instant, instant, fc.constantFrom(...SUBSCRIPTIONS), async (a, b, subscription) => {
      const [from, to] = a < b ? [a, b] : [b, a];
      const wanted = mine.filter(
        (event) =>
          event.subscription === subscription &&
          event.time_us >= from.getTime() * 1000 &&
          event.time_us < to.getTime() * 1000,
      );
      const billable = wanted.filter((event) => event.billable === 1).length;
      const period = { subscription, from, to };
      expect(await billableQuantity(analytics, 'tnt_mine', period)).toEqual({
        count: billable,
        uniqueCount: billable,
        requests: wanted.length,
      });
      const hours = await billableByHour(analytics, 'tnt_mine', period);
      expect(hours.reduce((sum, hour) => sum + hour.billable, 0)).toBe(billable);
      expect(hours.reduce((sum, hour) => sum + hour.requests, 0)).toBe(wanted.length);
      for (const { hour, requests } of hours) {
        expect(requests).toBe(wanted.filter(({ time_us }) => hourOf(time_us) === hour).length);
      }
    }),
    { numRuns: 15 },
  );
});

function hourOf(timeUs: number): string {
  return new Date(Math.floor(timeUs / 3_600_000_000) * 3_600_000).toISOString();
}

it('an event stored twice is billed once, and the difference is visible', async () => {
  const twice = makeUsageEvents(40, START, END, { tenant: 'tnt_twice', subscription: 'sub_x', billable: 1 });
  await insertEvents(analytics, 'twice-a', twice);
  await insertEvents(analytics, 'twice-b', twice.slice(0, 7));
  const period = { subscription: 'sub_x', from: START, to: END };
  expect(await billableQuantity(analytics, 'tnt_twice', period)).toEqual({
    count: 47,
    uniqueCount: 40,
    requests: 47,
  });
  const hours = await billableByHour(analytics, 'tnt_twice', period);
  expect(hours.reduce((sum, hour) => sum + hour.billable, 0)).toBe(40);
});

it('an invoice is the same whatever order and grouping its events arrived in', async () => {
  const events = makeUsageEvents(600, START, END, { subscription: 'sub_x', billable: 1 });
  const reversed = events.map((event) => ({ ...event, tenant: 'tnt_reversed' })).reverse();
  await insertEvents(
    analytics,
    'whole',
    events.map((event) => ({ ...event, tenant: 'tnt_whole' })),
  );
  for (let at = 0; at < 600; at += 150)
    await insertEvents(analytics, `part-${at}`, reversed.slice(at, at + 150));
  const terms = {
    currency: 'USD',
    flatFeeMinor: 2900,
    usage: { model: 'per_unit' as const, included: 100, unitMinor: '0.33333333' },
  };
  const drafts = await Promise.all(
    ['tnt_whole', 'tnt_reversed'].map(async (tenant) => {
      const { uniqueCount } = await billableQuantity(analytics, tenant, {
        subscription: 'sub_x',
        from: START,
        to: END,
      });
      return draftInvoice({ terms, period: { start: START, end: END }, quantity: uniqueCount });
    }),
  );
  expect(drafts[0]?.totalMinor).toBe(2900n + 167n);
  expect(drafts[1]).toEqual(drafts[0]);
});

it('used quota counts what the gateway forwarded since each subscription’s own period began', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(instant, { minLength: 4, maxLength: 4 }), async (starts) => {
      const subscriptions = SUBSCRIPTIONS.map((subscription, i) => ({
        subscription,
        periodStart: starts[i] as Date,
      }));
      const expected = subscriptions.map(({ subscription, periodStart }) => [
        subscription,
        mine.filter(
          (event) =>
            event.subscription === subscription &&
            event.time_us >= periodStart.getTime() * 1000 &&
            event.problem !== 'rate_limited',
        ).length,
      ]);
      const used = await quotaUsed(analytics, 'tnt_mine', { environment: 'live', subscriptions });
      expect([...used]).toEqual(expected);
    }),
    { numRuns: 15 },
  );
});

it('used quota is zero for subscriptions without usage and adds both environments when none is named', async () => {
  const subscriptions = ['sub_0', 'sub_none'].map((subscription) => ({ subscription, periodStart: START }));
  const both = await quotaUsed(analytics, 'tnt_mine', { subscriptions });
  const forwarded = [...mine, ...test].filter(
    (e) => e.subscription === 'sub_0' && e.problem !== 'rate_limited',
  );
  expect([...both]).toEqual([
    ['sub_0', forwarded.length],
    ['sub_none', 0],
  ]);
  expect(await quotaUsed(analytics, 'tnt_mine', { subscriptions: [] })).toEqual(new Map());
});

it('a subscription’s period is read by the key, down to its hours, and not with all of its tenant’s rows', async () => {
  const explained = await analytics.query(
    `EXPLAIN indexes = 1 SELECT count() FROM usage_events WHERE tenant = {tenant:String} AND environment = 'live'
       AND subscription = 'sub_0' AND ${timeBetween('from', 'to')}`,
    { tenant: 'tnt_mine', from: START.getTime() * 1000, to: END.getTime() * 1000 },
    z.object({ explain: z.string() }),
  );
  const text = explained.map((row) => row.explain.trim()).join('\n');
  const keys = /PrimaryKey\nKeys:\n([\s\S]*?)\nCondition:/.exec(text)?.[1]?.split('\n');
  expect(keys).toEqual(['tenant', 'environment', 'toStartOfHour(time)', 'subscription', 'time']);
});
