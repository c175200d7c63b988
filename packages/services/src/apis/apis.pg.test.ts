import type { Id } from '@tollgate/domain/ids';
import { makeOffer, makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions, codeOf, feedEntries } from '@tollgate/testkit/factories/verb-guarantees';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '../context/ctx.ts';
import { updateProduct } from '../products/update-product.ts';
import { deleteApi } from './delete-api.ts';
import { getApi } from './get-api.ts';
import { listApis } from './list-apis.ts';
import { updateApi } from './update-api.ts';

let kit: TestServices;
let seller: Seller;
let admin: Ctx;
let made = 0;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  admin = seller.memberCtx('admin');
});
afterAll(() => kit.close());

async function makeApi(slug = `api-${++made}`) {
  const offer = await makeOffer(kit.services, seller.tenantId, { slug });
  const { data } = await listApis(admin, { filter: { search: slug } });
  const api = data.find((entry) => entry.slug === slug);
  if (!api) throw new Error(`there is no API ${slug}`);
  return { ...offer, apiId: api.id as Id<'api'>, productId: offer.productId as Id<'product'> };
}

test('an API is renamed, audited, and told to no gateway, because none enforces its name', async () => {
  const { apiId } = await makeApi();
  const before = (await feedEntries(admin)).length;
  const api = await updateApi(seller.memberCtx('editor'), {
    apiId,
    name: 'Weather 🌦️',
    description: 'Rain.\nSun.',
  });
  expect(api).toMatchObject({ name: 'Weather 🌦️', description: 'Rain.\nSun.' });
  expect(api.versions).toHaveLength(1);
  expect(await getApi(seller.memberCtx('viewer'), { apiId })).toEqual(api);
  expect(await auditActions(admin, apiId)).toEqual(['api.updated']);
  expect(await feedEntries(admin)).toHaveLength(before);
});

test('an API that a product covers stays until it is taken out; then all of it goes, and the gateways are told', async () => {
  const { apiId, apiVersionId, productId } = await makeApi();
  const refusal = await deleteApi(admin, { apiId }).catch((error) => error);
  expect(refusal.code).toBe('conflict');
  expect(refusal.detail).toContain(`api-${made}`);
  await updateProduct(admin, { productId, covers: [] });
  await deleteApi(admin, { apiId });
  expect(await codeOf(getApi(admin, { apiId }))).toBe('not_found');
  expect((await feedEntries(admin)).at(-1)).toBe(`api_version:${apiVersionId}`);
  expect(await auditActions(admin, apiId)).toEqual(['api.deleted']);
  const { rows } = await kit.services.db.system.execute(
    sql`select count(*)::int as count from operations where api_version_id = ${apiVersionId}`,
  );
  expect(rows).toEqual([{ count: 0 }]);
});

test('an API is not deleted while a product takes it in at the same moment', async () => {
  for (let round = 0; round < 5; round++) {
    const { apiId, apiVersionId, productId } = await makeApi();
    await updateProduct(admin, { productId, covers: [] });
    const covers = [{ apiVersionId: apiVersionId as Id<'apiVersion'> }];
    const codes = await Promise.all([
      codeOf(deleteApi(admin, { apiId })),
      codeOf(updateProduct(admin, { productId, covers })),
    ]);
    expect(codes.filter((code) => code === undefined)).toHaveLength(1);
    expect(codes.filter((code) => code === 'conflict' || code === 'validation_failed')).toHaveLength(1);
  }
});

test.each([
  ['name', ''],
  ['name', 'x'.repeat(10_000)],
  ['name', 'a\u0000'],
  ['description', 'x'.repeat(5_001)],
  ['description', 'a\u0007'],
])('%s %j is refused', async (field, value) => {
  const { apiId } = await makeApi();
  const error = await updateApi(admin, { apiId, [field]: value } as never).catch((thrown) => thrown);
  expect([error.code, error.errors[0]?.location]).toEqual(['validation_failed', field]);
  expect(await auditActions(admin, apiId)).toEqual([]);
});

test('a list is the tenant’s own', async () => {
  await makeApi();
  const other = (await makeSeller(kit.services, 'Other')).memberCtx('viewer');
  expect((await listApis(other)).data).toEqual([]);
  expect(await codeOf(listApis(await seller.addDeveloper('Dev')))).toBe('role_insufficient');
});
