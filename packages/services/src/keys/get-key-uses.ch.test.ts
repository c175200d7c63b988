import { insertEvents } from '@tollgate/analytics/insert-events';
import { makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { makeUsageEvent } from '@tollgate/testkit/factories/make-usage-event';
import { codeOf } from '@tollgate/testkit/factories/verb-guarantees';
import { type TestClickHouse, testClickHouse } from '@tollgate/testkit/stores/test-clickhouse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../apps/create-app.ts';
import type { Ctx } from '../context/ctx.ts';
import { createApiKey } from './create-api-key.ts';
import { getKeyUses } from './get-key-uses.ts';

let clickhouse: TestClickHouse;
let kit: TestServices;
let seller: Seller;
let ada: Ctx;

beforeAll(async () => {
  clickhouse = await testClickHouse();
  kit = await makeServices(clickhouse.url);
  seller = await makeSeller(kit.services, 'Atlas');
  ada = await seller.addDeveloper('Ada');
});
afterAll(async () => {
  await kit.close();
  await clickhouse.drop();
});

test('a key says when it was last used, one that never was says nothing, and nobody else is told', async () => {
  const { id: appId } = await createApp(ada, { name: 'Weather' });
  const { key: used } = await createApiKey(ada, { appId });
  await createApiKey(ada, { appId });
  const event = (at: string) => makeUsageEvent({ at, tenant: seller.tenantId, app: appId, key: used.id });
  const [first, last] = ['2026-11-10T12:00:00.000Z', '2026-11-10T13:30:00.000Z'];
  await insertEvents(kit.services.analytics, 'segment/1', [event(first), event(last)]);
  expect(await getKeyUses(ada, { appId })).toEqual({ lastUsedAt: { [used.id]: last } });
  expect(await codeOf(getKeyUses(await seller.addDeveloper('Bob'), { appId }))).toBe('not_found');
  const stranger = await makeSeller(kit.services, 'Other');
  expect(await codeOf(getKeyUses(stranger.memberCtx('owner'), { appId }))).toBe('not_found');
});
