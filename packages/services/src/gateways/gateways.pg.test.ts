import { gateways } from '@tollgate/db/schema';
import type { RouteProblem } from '@tollgate/domain/snapshot';
import { addGateway } from '@tollgate/testkit/factories/add-gateway';
import { makeOffer, makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions, codeOf } from '@tollgate/testkit/factories/verb-guarantees';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../context/ctx.ts';
import { recordGatewayReport } from '../feed/record-gateway-report.ts';
import { createProduct } from '../products/create-product.ts';
import { updateTenant } from '../tenants/update-tenant.ts';
import { deleteGateway } from './delete-gateway.ts';
import { listGateways } from './list-gateways.ts';

const NOW = new Date('2026-11-10T12:00:00Z');
const SILENT_MS = 15 * 60_000;
let kit: TestServices;
let seller: Seller;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  kit.now(NOW);
});
afterAll(() => kit.close());

const report = (name: string, appliedChange: number, seenMsAgo: number) =>
  addGateway(kit.services, name, { appliedChange, seenMsAgo });

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

describe('problems of API versions', () => {
  const told = async (ctx: Ctx) =>
    (await listGateways(ctx)).data.flatMap(({ name, routeProblems }) =>
      routeProblems.map((problem) => ({ gateway: name, ...problem })),
    );
  const reportProblems = (routeProblems: RouteProblem[]) =>
    recordGatewayReport(kit.services, {
      ...{ gatewayName: 'telling', region: 'eu', bootId: 'b', version: '1', appliedChange: 0, lagMs: null },
      ...{ spoolSegments: 0, spoolBytes: 0, spoolOldestAt: null, refusedConfiguration: null, routeProblems },
    });

  test('are shown to the tenant they are of alone, with the name of the version, until they are over', async () => {
    const other = await makeSeller(kit.services, 'Bystander');
    const { apiVersionId } = await makeOffer(kit.services, seller.tenantId);
    const problem = { tenantId: seller.tenantId, apiVersionId, message: 'The keys cannot be read.' };
    await reportProblems([problem]);
    await reportProblems([problem, problem]);
    expect(await told(seller.memberCtx('viewer'))).toMatchObject([
      { gateway: 'telling', apiVersionId, name: 'world v1', message: problem.message },
    ]);
    expect(await told(other.memberCtx('owner'))).toEqual([]);
    await reportProblems([{ ...problem, tenantId: other.tenantId }]);
    expect(await told(other.memberCtx('owner'))).toEqual([]);
    await reportProblems([problem]);
    await reportProblems([]);
    expect(await told(seller.memberCtx('viewer'))).toEqual([]);
  });
});

test('developers do not see the gateways', async () => {
  expect(await codeOf(listGateways(await seller.addDeveloper('Dev')))).toBe('role_insufficient');
});

describe('a gateway that is gone for good', () => {
  const names = async (ctx: Ctx) => (await listGateways(ctx)).data.map(({ name }) => name);
  const remove = (ctx: Ctx, gatewayName: string) => deleteGateway(ctx, { gatewayName });

  test('is removed for this tenant alone, by an admin, with an audit row', async () => {
    const admin = seller.memberCtx('admin');
    const other = (await makeSeller(kit.services, 'Neighbour')).memberCtx('admin');
    await report('gone', 0, SILENT_MS);
    for (const role of ['editor', 'finance', 'viewer'] as const)
      expect(await codeOf(remove(seller.memberCtx(role), 'gone'))).toBe('role_insufficient');
    await remove(admin, 'gone');
    expect(await names(admin)).not.toContain('gone');
    expect(await names(other)).toContain('gone');
    expect(await auditActions(admin, 'gone')).toEqual(['gateway.deleted']);
    expect(await auditActions(other, 'gone')).toEqual([]);
    expect(await codeOf(remove(admin, 'gone'))).toBe('not_found');
    expect(await codeOf(remove(admin, 'never there'))).toBe('not_found');
  });

  test('is not removed before it was silent for 15 minutes', async () => {
    const admin = seller.memberCtx('admin');
    await report('restarting', 0, SILENT_MS - 1);
    expect(await codeOf(remove(admin, 'restarting'))).toBe('conflict');
    kit.now(new Date(NOW.getTime() + 1));
    expect(await codeOf(remove(admin, 'restarting'))).toBeUndefined();
    kit.now(NOW);
  });

  test('is back by itself when it reports again, and can be removed once more', async () => {
    const admin = seller.memberCtx('admin');
    await report('back', 0, SILENT_MS * 2);
    await remove(admin, 'back');
    const seenAgain = { seenAt: new Date(NOW.getTime() - SILENT_MS) };
    await kit.services.db.system.update(gateways).set(seenAgain).where(eq(gateways.name, 'back'));
    expect(await names(admin)).toContain('back');
    await remove(admin, 'back');
    expect(await names(admin)).not.toContain('back');
  });
});
