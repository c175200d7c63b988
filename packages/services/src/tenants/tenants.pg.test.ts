import { makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions, codeOf, feedEntries } from '@tollgate/testkit/factories/verb-guarantees';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPortalTenant } from '../catalog/find-portal-tenant.ts';
import type { Ctx } from '../context/ctx.ts';
import { getTenant } from './get-tenant.ts';
import { updateTenant } from './update-tenant.ts';

let kit: TestServices;
let seller: Seller;
let admin: Ctx;
let other: Ctx;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  admin = seller.memberCtx('admin');
  other = (await makeSeller(kit.services, 'Other')).memberCtx('admin');
});
afterAll(() => kit.close());

test('name, currency and hosts change, are audited and told to the gateways; the slug stays', async () => {
  const values = { name: 'Atlas 🌍', currency: 'CHF', hosts: ['API.Atlas.example'] };
  const tenant = await updateTenant(admin, values);
  expect(tenant).toMatchObject({ ...values, hosts: ['api.atlas.example'], slug: seller.slug });
  expect(await getTenant(await seller.addDeveloper('Dev'))).toEqual(tenant);
  expect(await auditActions(admin, seller.tenantId)).toEqual(['tenant.created', 'tenant.updated']);
  expect((await feedEntries(admin)).at(-1)).toBe(`tenant:${seller.tenantId}`);
  expect((await findPortalTenant(kit.services, { host: 'api.atlas.example' }))?.id).toBe(seller.tenantId);
});

test('what is left out stays as it is', async () => {
  const before = await getTenant(admin);
  expect(await updateTenant(admin, {})).toEqual(before);
});

describe('a custom host', () => {
  test('belongs to one tenant, and is free again when it is given back', async () => {
    await updateTenant(admin, { hosts: ['one.example', 'two.example'] });
    const error = await updateTenant(other, { hosts: ['three.example', 'TWO.example'] }).catch((e) => e);
    expect(error).toMatchObject({ code: 'conflict', errors: [{ location: 'hosts.1' }] });
    expect((await getTenant(other)).hosts).toEqual([]);
    await updateTenant(admin, { hosts: ['one.example'] });
    expect((await updateTenant(other, { hosts: ['two.example'] })).hosts).toEqual(['two.example']);
  });

  test('goes to one of two tenants that ask for it at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const hosts = [`race-${round}.example`];
      const codes = await Promise.all([admin, other].map((ctx) => codeOf(updateTenant(ctx, { hosts }))));
      expect(codes.toSorted()).toEqual(['conflict', undefined]);
    }
  });

  test.each(['gateway.test', 'other.gateway.test', 'console.test', 'atlas.portal.test', 'api.test'])(
    'is never one of this installation, which would take another tenant’s traffic: %s',
    async (host) => {
      expect(await codeOf(updateTenant(admin, { hosts: [host.toUpperCase()] }))).not.toBeUndefined();
      expect((await getTenant(admin)).hosts).not.toContain(host);
    },
  );

  test.each([
    ['127.0.0.1'],
    ['localhost'],
    ['https://a.example'],
    ['a.example:80'],
    ['a.example/x'],
    ['*.a.example'],
    ['a..example'],
    ['.a.example'],
    ['a.example.'],
    ['-a.example'],
    ['a_b.example'],
    ['ä.example'],
    [''],
    ['a.example\n'],
    [`${'a'.repeat(64)}.example`],
    [`${'a.'.repeat(130)}example`],
  ])('is a plain host name, not %j', async (host) => {
    expect(await codeOf(updateTenant(admin, { hosts: [host] }))).toBe('validation_failed');
  });

  test('stands in the list once, and there are twenty at most', async () => {
    expect(await codeOf(updateTenant(admin, { hosts: ['a.example', 'A.example'] }))).toBe(
      'validation_failed',
    );
    const hosts = Array.from({ length: 21 }, (_, i) => `h${i}.example`);
    expect(await codeOf(updateTenant(admin, { hosts }))).toBe('validation_failed');
    expect((await updateTenant(admin, { hosts: hosts.slice(1) })).hosts).toHaveLength(20);
  });
});

test.each([['usd'], ['US'], ['DOLLAR'], ['U$D'], ['']])('a currency %j is refused', async (currency) => {
  expect(await codeOf(updateTenant(admin, { currency }))).toBe('validation_failed');
});
