import { insertEvents } from '@tollgate/analytics/insert-events';
import { makeOffer, makeSeller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { makeUsageEvent } from '@tollgate/testkit/factories/make-usage-event';
import { type TestClickHouse, testClickHouse } from '@tollgate/testkit/stores/test-clickhouse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../apps/create-app.ts';
import { createSubscription } from './create-subscription.ts';
import { listQuotas } from './list-quotas.ts';

let clickhouse: TestClickHouse;
let kit: TestServices;

beforeAll(async () => {
  clickhouse = await testClickHouse();
  kit = await makeServices(clickhouse.url);
});
afterAll(async () => {
  await kit.close();
  await clickhouse.drop();
});

test('a quota counts what the gateway forwarded in the running period, and shows a developer only their own', async () => {
  const seller = await makeSeller(kit.services, 'Atlas');
  const ada = await seller.addDeveloper('Ada');
  const bob = await seller.addDeveloper('Bob');
  const { planId } = await makeOffer(kit.services, seller.tenantId);
  const { id: appId } = await createApp(ada, { name: 'Weather' });
  kit.now(new Date('2026-11-10T12:00:00Z'));
  const { id: subscription } = await createSubscription(ada, { appId, planId });
  const event = (at: string, problem = '') =>
    makeUsageEvent({ at, problem, tenant: seller.tenantId, app: appId, subscription });
  await insertEvents(kit.services.analytics, 'segment/1', [
    event('2026-11-10T11:59:59Z'),
    event('2026-11-10T12:00:00Z'),
    event('2026-11-10T14:00:00Z', 'rate_limited'),
    event('2026-11-11T14:00:00Z', 'upstream_timeout'),
  ]);
  kit.now(new Date('2026-11-12T00:00:00Z'));
  expect(await listQuotas(ada)).toMatchObject([
    { limit: 10_000, used: 2, subscription: { id: subscription } },
  ]);
  expect(await listQuotas(bob)).toEqual([]);
  expect(await listQuotas(seller.memberCtx('viewer'))).toHaveLength(1);
});
