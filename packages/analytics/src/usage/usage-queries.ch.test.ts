import type { UsageEvent } from '@tollgate/domain/usage-event';
import { makeUsageEvents } from '@tollgate/testkit/factories/make-usage-events';
import { testClickHouse } from '@tollgate/testkit/stores/test-clickhouse';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Analytics, createAnalytics } from '../client.ts';
import { insertEvents } from '../insert-events.ts';
import { liveTraffic } from './live-traffic.ts';
import { topUsage } from './top-usage.ts';
import type { UsageMeasures } from './usage-measures.ts';
import type { UsageFilters } from './usage-scope.ts';
import { usageSeries } from './usage-series.ts';
import { usageTotals } from './usage-totals.ts';

const START = new Date('2026-10-30T20:13:07.123Z');
const END = new Date('2026-11-02T05:01:59.999Z');
const LENGTH_MS = END.getTime() - START.getTime();

const mine = makeUsageEvents(3_000, START, END, { tenant: 'tnt_mine' });
const test = makeUsageEvents(300, START, END, { tenant: 'tnt_mine', environment: 'test' });
const others = makeUsageEvents(2_000, START, END, { tenant: 'tnt_other' });

let analytics: Analytics;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await testClickHouse();
  drop = database.drop;
  analytics = createAnalytics({ url: database.url });
  await insertEvents(analytics, 'one', [...mine.slice(0, 2_000), ...others]);
  await insertEvents(analytics, 'two', [...test, ...mine.slice(2_000)]);
});
afterAll(async () => {
  await analytics.close();
  await drop();
});

const range = fc
  .tuple(fc.nat(LENGTH_MS), fc.nat(LENGTH_MS))
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => ({
    from: new Date(START.getTime() + Math.min(a, b)),
    to: new Date(START.getTime() + Math.max(a, b)),
  }));
const filters: fc.Arbitrary<UsageFilters> = fc.constantFrom<UsageFilters[]>(
  {},
  { productId: 'prd_1' },
  { productId: 'prd_none' },
  { appIds: ['app_0', 'app_2', 'app_none'] },
  { subscriptionIds: ['sub_3', 'sub_1'] },
  { operationId: 'opn_4', apiVersionId: 'ver_1' },
  { keyId: 'key_3_1' },
  { productId: 'prd_0', appIds: ['app_0', 'app_1'], operationId: 'opn_0' },
);

function isWanted(event: UsageEvent, from: Date, to: Date, by: UsageFilters = {}): boolean {
  return (
    event.time_us >= from.getTime() * 1000 &&
    event.time_us < to.getTime() * 1000 &&
    (by.productId === undefined || by.productId === event.product) &&
    (by.appIds === undefined || by.appIds.includes(event.app)) &&
    (by.subscriptionIds === undefined || by.subscriptionIds.includes(event.subscription)) &&
    (by.operationId === undefined || by.operationId === event.operation) &&
    (by.apiVersionId === undefined || by.apiVersionId === event.api_version) &&
    (by.keyId === undefined || by.keyId === event.key)
  );
}

function countBy(events: UsageEvent[]) {
  const count = (is: (event: UsageEvent) => boolean) => events.filter(is).length;
  return {
    requests: events.length,
    billable: count((event) => event.billable === 1),
    consumed: count((event) => event.problem === '' || event.problem.startsWith('upstream_')),
    errors: count((event) => event.status >= 400),
    clientErrors: count((event) => event.status >= 400 && event.status < 500),
    serverErrors: count((event) => event.status >= 500),
    rateLimited: count((event) => event.status === 429),
    requestBytes: events.reduce((sum, event) => sum + event.request_bytes, 0),
    responseBytes: events.reduce((sum, event) => sum + event.response_bytes, 0),
  };
}

function counted({ p50Ms, p95Ms, p99Ms, meanMs, upstreamMeanMs, ...counts }: UsageMeasures) {
  return counts;
}

const live = { environment: 'live' as const };

describe('usage queries', () => {
  it('total exactly what single events add up to, for any range and filter, and never another tenant’s', async () => {
    await fc.assert(
      fc.asyncProperty(range, filters, async ({ from, to }, by) => {
        const before = new Date(2 * from.getTime() - to.getTime());
        const totals = await usageTotals(analytics, 'tnt_mine', { ...live, from, to, filters: by });
        expect(counted(totals.current)).toEqual(
          countBy(mine.filter((event) => isWanted(event, from, to, by))),
        );
        expect(counted(totals.previous)).toEqual(
          countBy(mine.filter((event) => isWanted(event, before, from, by))),
        );
      }),
      { numRuns: 25 },
    );
  });

  it('keep test usage apart from live usage', async () => {
    const totals = await usageTotals(analytics, 'tnt_mine', { environment: 'test', from: START, to: END });
    expect(counted(totals.current)).toEqual(countBy(test));
  });

  it('estimate percentiles within two percent of the exact ones', async () => {
    const { current } = await usageTotals(analytics, 'tnt_mine', { ...live, from: START, to: END });
    const sorted = mine.map((event) => event.duration_us / 1000).sort((a, b) => a - b);
    const exact = (share: number) => sorted[Math.floor(share * sorted.length)] as number;
    expect(Math.abs((current.p50Ms as number) / exact(0.5) - 1)).toBeLessThan(0.02);
    expect(Math.abs((current.p95Ms as number) / exact(0.95) - 1)).toBeLessThan(0.02);
    expect(Math.abs((current.p99Ms as number) / exact(0.99) - 1)).toBeLessThan(0.02);
    expect(current.meanMs).toBeCloseTo(sorted.reduce((sum, ms) => sum + ms, 0) / sorted.length, 2);
  });

  it('answer zeros and no percentiles for a tenant without usage', async () => {
    const { current } = await usageTotals(analytics, 'tnt_none', { ...live, from: START, to: END });
    expect(current).toMatchObject({ requests: 0, responseBytes: 0, p50Ms: null, meanMs: null });
  });

  it('treat an empty list of ids as nothing, not as everything', async () => {
    const input = { ...live, from: START, to: END, filters: { appIds: [] } };
    expect((await usageTotals(analytics, 'tnt_mine', input)).current.requests).toBe(0);
  });

  it('treat values that look like SQL or escapes as values', async () => {
    for (const productId of [
      "prd_0' OR 1=1 --",
      "\\' OR 1=1 --",
      'prd_0\\',
      '{tenant:String}',
      '\u0000',
      "a\n\tb'",
      '%',
      '*',
    ]) {
      const input = {
        ...live,
        from: START,
        to: END,
        filters: { productId, appIds: [productId, "') OR (1=1"] },
      };
      expect((await usageTotals(analytics, 'tnt_mine', input)).current.requests).toBe(0);
    }
    for (const tenant of ["tnt_mine' OR '1'='1", "x' OR 1=1 --", '\\']) {
      expect((await usageTotals(analytics, tenant, { ...live, from: START, to: END })).current.requests).toBe(
        0,
      );
    }
  });

  it('refuse an empty tenant, an empty range, a filter it does not know and an environment it does not know', async () => {
    const input = { ...live, from: START, to: END };
    await expect(usageTotals(analytics, '', input)).rejects.toThrow();
    await expect(usageTotals(analytics, 'tnt_mine', { ...input, to: START })).rejects.toThrow(
      'after the start',
    );
    const unknown = { ...input, filters: { tenant: 'tnt_other' } as UsageFilters };
    await expect(usageTotals(analytics, 'tnt_mine', unknown)).rejects.toThrow('tenant');
    await expect(
      usageTotals(analytics, 'tnt_mine', { ...input, environment: 'prod' as 'live' }),
    ).rejects.toThrow();
  });
});

describe('series of usage', () => {
  it('have one exact point for each bucket, zeros included', async () => {
    const steps = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
    await fc.assert(
      fc.asyncProperty(
        range,
        fc.constantFrom('minute', 'hour', 'day'),
        filters,
        async (span, granularity, by) => {
          const stepMs = steps[granularity];
          const to = new Date(Math.min(span.to.getTime(), span.from.getTime() + 500 * stepMs));
          const [series] = await usageSeries(analytics, 'tnt_mine', {
            ...live,
            from: span.from,
            to,
            granularity,
            filters: by,
          });
          let ms = Math.floor(span.from.getTime() / stepMs) * stepMs;
          for (const point of series?.points ?? []) {
            expect(point.time).toBe(new Date(ms).toISOString());
            const [from, end] = [Math.max(ms, span.from.getTime()), Math.min(ms + stepMs, to.getTime())];
            const { time: _time, ...measures } = point;
            const wanted = mine.filter((event) => isWanted(event, new Date(from), new Date(end), by));
            expect(counted(measures)).toEqual(countBy(wanted));
            ms += stepMs;
          }
          expect(ms).toBeGreaterThanOrEqual(to.getTime());
        },
      ),
      { numRuns: 15 },
    );
  });

  it('by group add up to the series without groups, with the small groups together as the rest', async () => {
    const input = { ...live, from: START, to: END, granularity: 'hour' as const };
    const [whole] = await usageSeries(analytics, 'tnt_mine', input);
    const grouped = await usageSeries(analytics, 'tnt_mine', {
      ...input,
      groupBy: 'operation',
      groupLimit: 2,
    });
    expect(grouped.map(({ value, isRest }) => [value.slice(0, 4), isRest])).toEqual([
      ['opn_', false],
      ['opn_', false],
      ['', true],
    ]);
    expect(whole?.points.reduce((sum, { requests }) => sum + requests, 0)).toBe(mine.length);
    whole?.points.forEach((point, index) => {
      const sum = grouped.reduce(
        (total, series) => total + (series.points[index]?.requests ?? Number.NaN),
        0,
      );
      expect(sum).toBe(point.requests);
    });
  });

  it('refuse more points than a chart can show', async () => {
    const input = { ...live, from: START, to: END, granularity: 'minute' as const };
    await expect(usageSeries(analytics, 'tnt_mine', input)).rejects.toThrow('is too fine for this range');
  });
});

describe('top usage', () => {
  it('ranks every dimension by what is asked, exactly', async () => {
    const columns = {
      product: 'product',
      operation: 'operation',
      status: 'status',
      problem: 'problem',
      key: 'key',
    } as const;
    for (const [dimension, column] of Object.entries(columns)) {
      const input = { ...live, from: START, to: END, dimension: dimension as 'product', limit: 3 };
      const rows = await topUsage(analytics, 'tnt_mine', input);
      const expected = Map.groupBy(mine, (event) => String(event[column]));
      const ranked = [...expected].map(([value, events]) => ({ value, requests: events.length }));
      ranked.sort((a, b) => b.requests - a.requests || (a.value < b.value ? -1 : 1));
      expect(rows.map(({ value, requests }) => ({ value, requests }))).toEqual(ranked.slice(0, 3));
    }
  });

  it('groups statuses by class', async () => {
    const rows = await topUsage(analytics, 'tnt_mine', {
      ...live,
      from: START,
      to: END,
      dimension: 'status_class',
    });
    const expected = Map.groupBy(mine, (event) => `${Math.floor(event.status / 100)}xx`);
    expect(new Map(rows.map((row) => [row.value, row.requests]))).toEqual(
      new Map([...expected].map(([value, events]) => [value, events.length])),
    );
  });
});

describe('live traffic', () => {
  it('shows the last minutes in steps, exactly, zeros included', async () => {
    const now = new Date('2026-11-01T12:00:04.500Z');
    const points = await liveTraffic(analytics, 'tnt_mine', { ...live, now, minutes: 60, stepSeconds: 10 });
    expect(points.map(({ time }) => time).slice(0, 2)).toEqual([
      '2026-11-01T11:00:10.000Z',
      '2026-11-01T11:00:20.000Z',
    ]);
    expect(points.at(-1)?.time).toBe('2026-11-01T12:00:00.000Z');
    const wanted = mine.filter((event) => isWanted(event, new Date('2026-11-01T11:00:10.000Z'), now));
    expect(wanted.length).toBeGreaterThan(0);
    expect(points.reduce((sum, { requests }) => sum + requests, 0)).toBe(wanted.length);
  });
});
