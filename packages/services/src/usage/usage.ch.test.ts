import { insertEvents } from '@tollgate/analytics/insert-events';
import { operations, planVersions, subscriptions } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import {
  type Billing,
  type Customer,
  makeBilling,
  payAsYouGo,
} from '@tollgate/testkit/factories/make-billing';
import { makeSeller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { makeUsageEvent } from '@tollgate/testkit/factories/make-usage-event';
import { codeOf } from '@tollgate/testkit/factories/verb-guarantees';
import { type TestClickHouse, testClickHouse } from '@tollgate/testkit/stores/test-clickhouse';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../context/ctx.ts';
import { createApiKey } from '../keys/create-api-key.ts';
import { getLiveTraffic } from './get-live-traffic.ts';
import { getRequest } from './get-request.ts';
import { getTopUsage } from './get-top-usage.ts';
import { getUsage } from './get-usage.ts';
import { listRequests } from './list-requests.ts';

const NOW = new Date('2026-11-10T12:00:00Z');
const range = { from: '2026-11-09T00:00:00Z', to: '2026-11-10T00:00:00Z' };
let kit: TestServices;
let clickhouse: TestClickHouse;
let billing: Billing;
let ada: Customer;
let bob: Customer;
let viewer: Ctx;
let stranger: Ctx;

beforeAll(async () => {
  clickhouse = await testClickHouse();
  kit = await makeServices(clickhouse.url);
  kit.now(NOW);
  billing = await makeBilling(kit.services);
  ada = await billing.addCustomer(payAsYouGo);
  bob = await billing.addCustomer(payAsYouGo);
  viewer = billing.seller.memberCtx('viewer');
  stranger = (await makeSeller(kit.services, 'Other')).memberCtx('owner');
  await ada.use(40, range.from, range.to);
  await bob.use(60, range.from, range.to);
  await ada.use(7, range.from, range.to, { environment: 'test' });
  await ada.use(5, '2026-11-08T00:00:00Z', range.from);
  await bob.use(3, new Date(NOW.getTime() - 60_000), NOW);
});
afterAll(async () => {
  await kit.close();
  await clickhouse.drop();
});

const requestsOf = async (ctx: Ctx, filter = {}) =>
  (await getUsage(ctx, { ...range, filter })).totals.current.requests;

describe('usage', () => {
  test('is the tenant’s for members and one’s own for developers, whatever they filter by', async () => {
    expect(await requestsOf(viewer)).toBe(100);
    expect(await requestsOf(viewer, { appId: bob.appId })).toBe(60);
    expect(await requestsOf(ada.developer)).toBe(40);
    expect(await requestsOf(ada.developer, { appId: bob.appId })).toBe(0);
    expect(await requestsOf(ada.developer, { subscriptionId: bob.subscriptionId })).toBe(0);
    expect(await requestsOf(await billing.seller.addDeveloper('Nobody'))).toBe(0);
  });

  test('of another tenant is never there, also when it is asked for by id', async () => {
    expect(await requestsOf(stranger)).toBe(0);
    expect(await requestsOf(stranger, { appId: ada.appId })).toBe(0);
    expect((await getTopUsage(stranger, { ...range, dimension: 'app' })).data).toEqual([]);
    expect((await listRequests(stranger, { ...range, filter: { appId: ada.appId } })).data).toEqual([]);
  });

  test('of the two environments stays apart, and the range before is beside it', async () => {
    const { totals } = await getUsage(ada.developer, { ...range, environment: 'test' });
    expect(totals.current.requests).toBe(7);
    expect((await getUsage(ada.developer, range)).totals.previous.requests).toBe(5);
  });

  test('in a series adds up to its totals, with a point for every hour', async () => {
    const { totals, series } = await getUsage(viewer, { ...range, granularity: 'hour' });
    expect(series).toHaveLength(1);
    expect(series[0]?.points).toHaveLength(24);
    expect(series[0]?.points.reduce((sum, point) => sum + point.requests, 0)).toBe(totals.current.requests);
  });
});

describe('labels', () => {
  test('name apps instead of ids, and one’s own only', async () => {
    const { data } = await getTopUsage(viewer, { ...range, dimension: 'app' });
    expect(data.map(({ label }) => label.replace(/\d+/, ''))).toEqual(['App ', 'App ']);
    expect(data.map(({ requests }) => requests)).toEqual([60, 40]);
    const own = await getTopUsage(ada.developer, { ...range, dimension: 'app' });
    expect(own.data.map(({ value }) => value)).toEqual([ada.appId]);
    const { series } = await getUsage(viewer, { ...range, groupBy: 'app' });
    expect(series.map(({ label }) => label).toSorted()).toEqual(data.map(({ label }) => label).toSorted());
  });

  test('name subscriptions, plan versions, products, operations and keys; what is gone stands for itself', async () => {
    const { key } = await createApiKey(ada.developer, { appId: ada.appId, name: 'Server' });
    const found = await withTenantTx(viewer, async (tx) => {
      const [subscription] = await tx
        .select()
        .from(subscriptions)
        .where(eq(subscriptions.id, ada.subscriptionId));
      const [version] = await tx
        .select()
        .from(planVersions)
        .where(eq(planVersions.id, subscription?.planVersionId ?? ''));
      const [operation] = await tx.select().from(operations).where(eq(operations.operationId, 'one'));
      return { subscription, version, operation };
    });
    const at = '2026-10-01T12:00:00Z';
    const event = makeUsageEvent({
      ...{ at, tenant: billing.seller.tenantId, app: ada.appId, key: key.id },
      ...{ subscription: ada.subscriptionId, plan_version: found.version?.id ?? '', region: 'eu' },
      ...{
        product: found.subscription?.productId ?? '',
        operation: found.operation?.id ?? '',
        api_version: 'ver_gone',
      },
    });
    await insertEvents(kit.services.analytics, event.id, [event]);
    const day = { from: '2026-10-01T00:00:00Z', to: '2026-10-02T00:00:00Z' };
    const labelOf = async (dimension: string) =>
      (await getTopUsage(viewer, { ...day, dimension: dimension as never })).data[0]?.label;
    expect(await labelOf('subscription')).toMatch(/^App \d+ on Free$/);
    expect(await labelOf('plan_version')).toBe('Free v1');
    expect(await labelOf('product')).toMatch(/^offer-\d+$/);
    expect(await labelOf('operation')).toBe('GET /one');
    expect(await labelOf('key')).toBe('Server');
    expect(await labelOf('api_version')).toBe('ver_gone');
    expect(await labelOf('region')).toBe('eu');
    expect(await labelOf('problem')).toBe('none');
  });
});

describe('requests', () => {
  test('are listed once each, newest first, page by page', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { data, meta } = await listRequests(viewer, { ...range, page: { size: 7, after } });
      seen.push(...data.map(({ id }) => id));
      after = meta.page.next ?? undefined;
    } while (after);
    expect(seen).toHaveLength(100);
    expect(new Set(seen).size).toBe(100);
    const { data } = await listRequests(viewer, { ...range, page: { size: 100 } });
    expect(data.map(({ id }) => id)).toEqual(seen);
    expect(data.map(({ timeUs }) => timeUs)).toEqual(
      data.map(({ timeUs }) => timeUs).toSorted((a, b) => b - a),
    );
  });

  test('of others are not found, by event id and by request id; of other tenants neither', async () => {
    const [of] = (await listRequests(ada.developer, range)).data;
    const ids = [of?.id ?? '', of?.requestId ?? ''];
    for (const requestId of ids) {
      expect((await getRequest(ada.developer, { requestId })).appId).toBe(ada.appId);
      expect((await getRequest(viewer, { requestId })).id).toBe(of?.id);
      expect(await codeOf(getRequest(bob.developer, { requestId }))).toBe('not_found');
      expect(await codeOf(getRequest(stranger, { requestId }))).toBe('not_found');
    }
    expect(await codeOf(getRequest(viewer, { requestId: 'req_nobody' }))).toBe('not_found');
  });

  test('are filtered by status, class, problem, method and billing, all at once as well', async () => {
    const { data } = await listRequests(viewer, { ...range, page: { size: 200 } });
    const some = await listRequests(viewer, {
      ...range,
      statusClass: [4],
      problem: ['rate_limited'],
      isBillable: false,
    });
    expect(some.data).toHaveLength(data.filter(({ problem }) => problem === 'rate_limited').length);
    expect((await listRequests(viewer, { ...range, status: [201], method: ['POST'] })).data).toEqual([]);
  });
});

test('live traffic shows the last minutes, of one’s own apps for developers', async () => {
  const sum = async (ctx: Ctx) =>
    (await getLiveTraffic(ctx, { minutes: 5 })).points.reduce((total, point) => total + point.requests, 0);
  expect(await sum(viewer)).toBe(3);
  expect(await sum(bob.developer)).toBe(3);
  expect(await sum(ada.developer)).toBe(0);
  expect(await sum(stranger)).toBe(0);
});

describe('what cannot be asked is validation_failed', () => {
  test.each([
    ['an end before the start', { to: '2026-11-08T00:00:00Z' }],
    ['an empty range', { to: range.from }],
    ['a range of ten years', { from: '2016-01-01T00:00:00Z' }],
    ['a year by the minute', { from: '2025-11-10T00:00:00Z', granularity: 'minute' }],
    ['the year 9999', { to: '9999-12-31T23:59:59Z' }],
    ['no time at all', { from: 'yesterday' }],
    ['an unknown filter', { filter: { tenant: 'tnt_other' } }],
    ['a list as filter', { filter: { appId: ['a'] } }],
    ['a filter with a zero byte', { filter: { appId: 'a\0' } }],
    ['an unknown dimension', { groupBy: 'tenant' }],
    ['a tenant', { tenantId: 'tnt_other' }],
    ['apps of one’s choice', { filter: { appIds: ['app_x'] } }],
  ])('%s', async (_, change) => {
    expect(await codeOf(getUsage(viewer, { ...range, ...change } as never))).toBe('validation_failed');
  });

  test.each([
    ['a forged cursor', { page: { after: 'bm90IGEgY3Vyc29y' } }],
    ['a page of 10,000', { page: { size: 10_000 } }],
    ['an end before the start', { to: '2026-11-08T00:00:00Z' }],
    ['the status -1', { status: [-1] }],
  ])('a list of requests with %s', async (_, change) => {
    expect(await codeOf(listRequests(viewer, { ...range, ...change } as never))).toBe('validation_failed');
  });

  test('the top of an impossible range, and of more than a hundred', async () => {
    const top = { ...range, dimension: 'app' as const };
    expect(await codeOf(getTopUsage(viewer, { ...top, to: top.from }))).toBe('validation_failed');
    expect(await codeOf(getTopUsage(viewer, { ...top, limit: 101 }))).toBe('validation_failed');
  });
});

test('a store that is away is said to be away, not broken', async () => {
  const away = await makeServices();
  try {
    const seller = await makeSeller(away.services, 'Away');
    expect(await codeOf(getUsage(seller.memberCtx('viewer'), range))).toBe('store_unavailable');
  } finally {
    await away.close();
  }
});
