import { withTenantTx } from '@tollgate/db/tenant-tx';
import type { Id } from '@tollgate/domain/ids';
import { makeOffer, makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions, codeOf, feedEntries } from '@tollgate/testkit/factories/verb-guarantees';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../context/ctx.ts';
import { createProduct } from './create-product.ts';
import { deleteProduct } from './delete-product.ts';
import { deprecateProduct } from './deprecate-product.ts';
import { getProduct } from './get-product.ts';
import { listProducts } from './list-products.ts';
import { publishProduct } from './publish-product.ts';
import { retireProduct } from './retire-product.ts';
import { updateProduct } from './update-product.ts';

let kit: TestServices;
let seller: Seller;
let editor: Ctx;
let admin: Ctx;
let made = 0;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  editor = seller.memberCtx('editor');
  admin = seller.memberCtx('admin');
});
afterAll(() => kit.close());

type ProductId = Id<'product'>;
const create = async (values: object = {}) => {
  const product = await createProduct(editor, { name: `Product ${++made}`, ...values });
  return { ...product, id: product.id as ProductId };
};
const operationsOf = async (ctx: Ctx, apiVersionId: string) => {
  const rows = await withTenantTx(ctx, (tx) =>
    tx.query.operations.findMany({ where: (table, { eq }) => eq(table.apiVersionId, apiVersionId) }),
  );
  return rows.map(({ id }) => id as Id<'operation'>);
};

test('a product begins as a draft; each change is audited and told to the gateways', async () => {
  const { apiVersionId } = await makeOffer(kit.services, seller.tenantId, { slug: 'covered' });
  const product = await create({ name: 'Atlas 🌍 API', summary: 'Facts.', description: '# Facts\n\nMany.' });
  expect(product).toMatchObject({ slug: 'atlas-api', status: 'draft', publishedAt: null, covers: [] });
  const covers = [{ apiVersionId: apiVersionId as Id<'apiVersion'> }];
  const changed = await updateProduct(editor, {
    productId: product.id,
    name: 'World',
    covers,
    visibility: 'private',
  });
  expect(changed).toMatchObject({
    name: 'World',
    slug: 'atlas-api',
    visibility: 'private',
    summary: 'Facts.',
  });
  expect(changed.covers).toEqual([
    { apiVersionId, apiId: expect.any(String), apiName: 'covered', version: 'v1', operationIds: null },
  ]);
  expect(await getProduct(seller.memberCtx('viewer'), { productId: product.id })).toEqual(changed);
  expect((await updateProduct(editor, { productId: product.id, summary: 'S' })).covers).toEqual(
    changed.covers,
  );
  expect((await updateProduct(editor, { productId: product.id, covers: [] })).covers).toEqual([]);
  expect(await auditActions(editor, product.id)).toEqual([
    'product.created',
    ...Array(3).fill('product.updated'),
  ]);
  expect((await feedEntries(editor)).filter((entry) => entry === `product:${product.id}`)).toHaveLength(4);
});

describe('the lifecycle', () => {
  const verbs = {
    publish: publishProduct,
    deprecate: deprecateProduct,
    retire: retireProduct,
    delete: deleteProduct,
  };
  const states: Record<string, (keyof typeof verbs)[]> = {
    draft: [],
    published: ['publish'],
    deprecated: ['publish', 'deprecate'],
    retired: ['publish', 'retire'],
  };
  const allowed: Record<string, (keyof typeof verbs)[]> = {
    draft: ['publish', 'delete'],
    published: ['deprecate', 'retire'],
    deprecated: ['publish', 'retire'],
    retired: [],
  };
  const steps = Object.keys(states).flatMap((state) =>
    (Object.keys(verbs) as (keyof typeof verbs)[]).map((verb) => ({
      state,
      verb,
      isAllowed: allowed[state]?.includes(verb),
    })),
  );

  test.each(steps)('$state → $verb: allowed $isAllowed', async ({ state, verb, isAllowed }) => {
    const { id: productId } = await create();
    for (const step of states[state] ?? []) await verbs[step](admin, { productId });
    const entries = (await feedEntries(admin)).length;
    expect(await codeOf(verbs[verb](admin, { productId }))).toBe(isAllowed ? undefined : 'conflict');
    const told = (await feedEntries(admin)).slice(entries);
    expect(told).toEqual(isAllowed ? [`product:${productId}`] : []);
    if (!isAllowed) expect((await getProduct(admin, { productId })).status).toBe(state);
  });

  test('a product is published at the time it was first published', async () => {
    const { id: productId } = await create();
    kit.now(new Date('2026-11-01T00:00:00Z'));
    await publishProduct(editor, { productId });
    kit.now(new Date('2026-11-02T00:00:00Z'));
    await deprecateProduct(editor, { productId });
    expect((await publishProduct(editor, { productId })).publishedAt).toBe('2026-11-01T00:00:00.000Z');
    kit.now(new Date());
  });

  test('two who publish and delete the same draft at the same moment do not both succeed', async () => {
    for (let round = 0; round < 5; round++) {
      const { id: productId } = await create();
      const codes = await Promise.all([
        codeOf(publishProduct(editor, { productId })),
        codeOf(deleteProduct(editor, { productId })),
      ]);
      expect(codes.filter((code) => code === undefined)).toHaveLength(1);
    }
  });

  test('a deleted draft is gone with its audit kept', async () => {
    const { id: productId } = await create();
    await deleteProduct(editor, { productId });
    expect(await codeOf(getProduct(editor, { productId }))).toBe('not_found');
    expect(await auditActions(editor, productId)).toEqual(['product.created', 'product.deleted']);
  });
});

describe('coverage', () => {
  test('names operations of the version it names them under, and of nobody else', async () => {
    const mine = await makeOffer(kit.services, seller.tenantId, { slug: 'mine' });
    const beside = await makeOffer(kit.services, seller.tenantId, { slug: 'beside' });
    const other = await makeSeller(kit.services, 'Other');
    const theirs = await makeOffer(kit.services, other.tenantId, { slug: 'theirs' });
    const own = await operationsOf(editor, mine.apiVersionId);
    const apiVersionId = mine.apiVersionId as Id<'apiVersion'>;
    const product = await create({ covers: [{ apiVersionId, operationIds: own.slice(0, 1) }] });
    expect(product.covers[0]?.operationIds).toEqual(own.slice(0, 1));
    const foreign = [
      [{ apiVersionId: theirs.apiVersionId }, 'covers.0.apiVersionId'],
      [
        { apiVersionId, operationIds: await operationsOf(editor, beside.apiVersionId) },
        'covers.0.operationIds',
      ],
      [
        { apiVersionId, operationIds: await operationsOf(other.memberCtx('owner'), theirs.apiVersionId) },
        'covers.0.operationIds',
      ],
      [{ apiVersionId, operationIds: [] }, 'covers.0.operationIds'],
      [{ apiVersionId, operationIds: ['opn_1'] }, 'covers.0.operationIds.0'],
    ] as const;
    for (const [cover, location] of foreign) {
      const update = updateProduct(editor, { productId: product.id, covers: [cover] as never });
      const error = await update.catch((thrown) => thrown);
      expect([error.code, error.errors[0]?.location]).toEqual(['validation_failed', location]);
    }
    expect((await getProduct(editor, { productId: product.id })).covers).toEqual(product.covers);
    const twice = [{ apiVersionId }, { apiVersionId }];
    expect(await codeOf(updateProduct(editor, { productId: product.id, covers: twice }))).toBe(
      'validation_failed',
    );
  });

  test('keeps the order it was given in', async () => {
    const offers = await Promise.all(
      ['c', 'a', 'b'].map((slug) => makeOffer(kit.services, seller.tenantId, { slug: `order-${slug}` })),
    );
    const covers = offers.map(({ apiVersionId }) => ({ apiVersionId: apiVersionId as Id<'apiVersion'> }));
    const product = await create({ covers });
    expect(product.covers.map(({ apiName }) => apiName)).toEqual(['order-c', 'order-a', 'order-b']);
  });
});

test('a name or slug that is taken is a conflict, names without Latin letters are not', async () => {
  await create({ name: 'Taken' });
  expect(await codeOf(create({ name: 'taken!' }))).toBe('conflict');
  expect(await codeOf(create({ slug: 'taken' }))).toBe('conflict');
  const [one, two] = [await create({ name: '天気' }), await create({ name: '地図' })];
  expect(one.slug).not.toBe(two.slug);
  const other = (await makeSeller(kit.services, 'Other')).memberCtx('editor');
  expect(await codeOf(createProduct(other, { name: 'Taken' }))).toBeUndefined();
});

describe('refused at its field, and nothing stored', () => {
  test.each([
    ['name', ''],
    ['name', 'a\u0000b'],
    ['name', '\u202eretsam'],
    ['name', 'x'.repeat(10_000)],
    ['slug', 'Über'],
    ['summary', 'x'.repeat(301)],
    ['summary', 'a\u001bb'],
    ['description', 'x'.repeat(20_001)],
    ['description', 'a\u202eb'],
    ['description', 'a\u2067b'],
    ['visibility', 'secret'],
    ['status', 'published'],
    ['covers', 'all'],
  ])('%s %j', async (field, value) => {
    const before = (await feedEntries(editor)).length;
    const error = await createProduct(editor, { name: 'Fine', [field]: value } as never).catch((e) => e);
    expect([error.code, error.errors[0]?.location]).toEqual(['validation_failed', field]);
    expect((await listProducts(editor, { filter: { search: 'Fine' } })).data).toEqual([]);
    expect(await feedEntries(editor)).toHaveLength(before);
  });
});

test('a list is the tenant’s own and is filtered by status, visibility and text as typed', async () => {
  const seller2 = await makeSeller(kit.services, 'Second');
  const ctx = seller2.memberCtx('editor');
  const shown = await createProduct(ctx, { name: '50% off' });
  await createProduct(ctx, { name: '50 items', visibility: 'private' });
  await publishProduct(ctx, { productId: shown.id as ProductId });
  const namesOf = async (filter: object) =>
    (await listProducts(seller2.memberCtx('viewer'), { filter })).data.map(({ name }) => name);
  expect(await namesOf({})).toEqual(['50 items', '50% off']);
  expect(await namesOf({ search: '50%' })).toEqual(['50% off']);
  expect(await namesOf({ status: 'published' })).toEqual(['50% off']);
  expect(await namesOf({ visibility: 'private' })).toEqual(['50 items']);
  expect(await namesOf({ search: "'; drop table products; --" })).toEqual([]);
  expect(await codeOf(listProducts(await seller2.addDeveloper('Dev')))).toBe('role_insufficient');
});
