import { type Analytics, createAnalytics } from '@tollgate/analytics/client';
import { insertEvents } from '@tollgate/analytics/insert-events';
import { counterKey } from '@tollgate/counters/counter-key';
import { InProcessCounterStore } from '@tollgate/counters/in-process-counter-store';
import { makeUsageEvent } from '@tollgate/testkit/factories/make-usage-event';
import { testClickHouse } from '@tollgate/testkit/stores/test-clickhouse';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConfigurationIndex } from '../snapshot/configuration-index.ts';
import { QuotaRestorer } from './quota-restorer.ts';

const ANCHOR = new Date('2026-03-10T10:00:00Z');
const NOW_MS = Date.parse('2026-03-20T12:00:00Z');
let analytics: Analytics;
let drop: () => Promise<void>;

const event = (time: string, values: Parameters<typeof makeUsageEvent>[0]) =>
  makeUsageEvent({ tenant: 'tnt_a', subscription: 'sub_a', time_us: Date.parse(time) * 1000, ...values });

beforeAll(async () => {
  const database = await testClickHouse();
  drop = database.drop;
  analytics = createAnalytics({ url: database.url });
  await insertEvents(analytics, 'one', [
    event('2026-03-10T09:59:59Z', { problem: '' }),
    event('2026-03-10T10:00:00Z', { problem: '' }),
    event('2026-03-15T10:00:00Z', { problem: '' }),
    event('2026-03-16T10:00:00Z', { problem: 'rate_limited', status: 429, billable: 0 }),
    event('2026-03-16T11:00:00Z', { problem: '', tenant: 'tnt_other' }),
  ]);
});
afterAll(async () => {
  await analytics.close();
  await drop();
});

function makeIndex(): ConfigurationIndex {
  const record = { id: 'sub_a', tenantId: 'tnt_a', planVersionId: 'plv_a' };
  return {
    subscriptions: new Map([['sub_a', { record, anchorAt: ANCHOR }]]),
    planVersions: new Map([['plv_a', { quota: { requests: 10 } }]]),
  } as unknown as ConfigurationIndex;
}

test('an empty store gets the quota used in the running period back, and no refused or foreign request', async () => {
  const store = new InProcessCounterStore({ file: null, nowMs: () => NOW_MS });
  const restorer = new QuotaRestorer({
    index: makeIndex,
    analytics,
    store,
    logger: pino({ level: 'silent' }),
    nowMs: () => NOW_MS,
  });
  await restorer.restore();
  const counter = counterKey('sub_a', 'live', 'month', ANCHOR.getTime());
  expect(await store.read([counter])).toEqual([2]);
  await store.lease([{ counter, limit: 10, wanted: 3, windowEndsAtMs: NOW_MS + 1 }]);
  await restorer.restore();
  expect(await store.read([counter])).toEqual([5]);
});
