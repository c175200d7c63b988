import { gateways } from '@tollgate/db/schema';
import { makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { codeOf } from '@tollgate/testkit/factories/verb-guarantees';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProduct } from '../products/create-product.ts';
import { updateTenant } from '../tenants/update-tenant.ts';
import { listGateways } from './list-gateways.ts';

const NOW = new Date('2026-11-10T12:00:00Z');
let kit: TestServices;
let seller: Seller;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  kit.now(NOW);
});
afterAll(() => kit.close());

const report = (name: string, appliedChange: number, seenMsAgo: number) =>
  kit.services.db.system.insert(gateways).values({
    ...{
      name,
      region: 'eu',
      bootId: 'boot',
      version: '0.1.0',
      appliedChange,
      spoolSegments: 0,
      spoolBytes: 0,
    },
    seenAt: new Date(NOW.getTime() - seenMsAgo),
  });

test('a gateway is live with every change of this tenant, behind without one, lost after 15 silent seconds', async () => {
  const viewer = seller.memberCtx('viewer');
  await createProduct(seller.memberCtx('editor'), { name: 'A' });
  const newest = (await listGateways(viewer)).meta.newestChange as number;
  await report('a-live', newest, 14_999);
  await report('b-behind', newest - 1, 0);
  await report('c-lost', newest, 15_000);
  const { data, meta } = await listGateways(viewer);
  expect(data.map(({ name, status }) => [name, status])).toEqual([
    ['a-live', 'live'],
    ['b-behind', 'behind'],
    ['c-lost', 'lost'],
  ]);
  expect(meta).toEqual({ newestChange: newest, liveCount: 1, totalCount: 3 });
});

test('changes of other tenants make no gateway behind for this one', async () => {
  const before = await listGateways(seller.memberCtx('viewer'));
  const other = await makeSeller(kit.services, 'Other');
  await updateTenant(other.memberCtx('owner'), { name: 'Other still' });
  expect(await listGateways(seller.memberCtx('viewer'))).toEqual(before);
});

test('developers do not see the gateways', async () => {
  expect(await codeOf(listGateways(await seller.addDeveloper('Dev')))).toBe('role_insufficient');
});
