import { apiVersions } from '@tollgate/db/schema';
import { makeOffer, makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { codeOf } from '@tollgate/testkit/factories/verb-guarantees';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../apps/create-app.ts';
import type { Ctx } from '../context/ctx.ts';
import { createSubscription } from '../subscriptions/create-subscription.ts';
import { findPortalTenant } from './find-portal-tenant.ts';
import { getCatalog } from './get-catalog.ts';
import { getCatalogDocs } from './get-catalog-docs.ts';
import { getCatalogOperation } from './get-catalog-operation.ts';
import { getCatalogProduct } from './get-catalog-product.ts';
import { getCatalogSchema } from './get-catalog-schema.ts';
import type { Reader } from './reader.ts';

let kit: TestServices;
let seller: Seller;
let ada: Ctx;
let visitor: Reader;
let elsewhere: Reader;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  const other = await makeSeller(kit.services, 'Other');
  ada = await seller.addDeveloper('Ada');
  const { db, settings } = kit.services;
  visitor = { db, settings, tenantId: seller.tenantId };
  elsewhere = { db, settings, tenantId: other.tenantId };
  await makeOffer(kit.services, seller.tenantId, { slug: 'world' });
  await makeOffer(kit.services, seller.tenantId, { slug: 'draft', productStatus: 'draft' });
  await makeOffer(kit.services, seller.tenantId, { slug: 'gone', productStatus: 'retired' });
  await makeOffer(kit.services, seller.tenantId, { slug: 'old', productStatus: 'deprecated' });
  const secret = await makeOffer(kit.services, seller.tenantId, { slug: 'secret', visibility: 'private' });
  const { id: appId } = await createApp(ada, { name: 'Weather' });
  await createSubscription(seller.memberCtx('editor'), { appId, planId: secret.planId });
});
afterAll(() => kit.close());

const slugs = async (reader: Reader) => (await getCatalog(reader)).map(({ slug }) => slug);
const at = { productSlug: 'world', apiSlug: 'world', version: 'v1' };

test('a visitor sees what is public and on sale or on its way out, and nothing else', async () => {
  expect(await slugs(visitor)).toEqual(['old', 'world']);
  expect(await slugs(elsewhere)).toEqual([]);
});

test('a private product shows itself only to those who subscribe to it', async () => {
  expect(await slugs(ada)).toContain('secret');
  expect(await slugs(await seller.addDeveloper('Bob'))).not.toContain('secret');
  expect(await codeOf(getCatalogProduct(visitor, { productSlug: 'secret' }))).toBe('not_found');
});

test('a product names its plans with their terms and where its requests go', async () => {
  const product = await getCatalogProduct(visitor, { productSlug: 'world' });
  expect(product.plans).toMatchObject([{ name: 'Free', terms: { quota: { requests: 10_000 } } }]);
  expect(product.apis[0]?.baseUrl).toBe('http://gateway.test/atlas/world/v1');
});

test('an API names the methods it takes in their order, with what a caller needs to know, and a key where it names none', async () => {
  const { apiVersionId } = await makeOffer(kit.services, seller.tenantId, { slug: 'guarded' });
  const methods = async () => (await getCatalogProduct(visitor, { productSlug: 'guarded' })).apis[0]?.methods;
  expect(await methods()).toEqual([{ kind: 'api-key' }]);
  const issuer = { issuer: 'https://id.example', audiences: ['world'], jwksUrl: 'https://id.example/keys' };
  const policies = [
    { id: 'hmac', config: { components: ['@method'], maxAgeSeconds: 60 } },
    { id: 'cors', config: {} },
    { id: 'jwt', config: { ...issuer, requiredScopes: ['read'] } },
    { id: 'oauth', config: {} },
    { id: 'basic', config: {} },
  ];
  await kit.services.db.system.update(apiVersions).set({ policies }).where(eq(apiVersions.id, apiVersionId));
  expect(await methods()).toEqual([
    { kind: 'hmac', components: ['@method'], maxAgeSeconds: 60 },
    { kind: 'jwt', issuer: 'https://id.example', audiences: ['world'], scopes: ['read'] },
    { kind: 'oauth', tokenUrl: `${kit.services.settings.apiUrl}/oauth/token` },
    { kind: 'basic' },
  ]);
});

test('docs hold the operations in order, without internal ones', async () => {
  const { operations } = await getCatalogDocs(visitor, at);
  expect(operations.map(({ operationId }) => operationId)).toEqual(['one', 'two']);
  const two = await getCatalogOperation(visitor, { ...at, operationId: 'two' });
  expect(two).toMatchObject({ detail: { operationId: 'two' }, previous: { operationId: 'one' }, next: null });
  expect(await codeOf(getCatalogOperation(visitor, { ...at, operationId: 'hidden' }))).toBe('not_found');
});

test('another tenant’s portal knows none of it', async () => {
  expect(await codeOf(getCatalogDocs(elsewhere, at))).toBe('not_found');
  expect(await codeOf(getCatalogOperation(elsewhere, { ...at, operationId: 'one' }))).toBe('not_found');
  expect(await codeOf(getCatalogSchema(elsewhere, { ...at, name: 'Country' }))).toBe('not_found');
});

test('a tenant is found by its slug, and unknown slugs and hosts find nobody', async () => {
  expect((await findPortalTenant(kit.services, { slug: 'atlas' }))?.id).toBe(seller.tenantId);
  expect(await findPortalTenant(kit.services, { slug: 'nobody' })).toBeUndefined();
  expect(await findPortalTenant(kit.services, { host: 'developers.example' })).toBeUndefined();
});
