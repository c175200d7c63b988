import { apiVersions } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { newId } from '@tollgate/domain/ids';
import { type SnapshotKind, SnapshotRecord } from '@tollgate/domain/snapshot';
import { makeOffer, makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions, codeOf, feedEntries } from '@tollgate/testkit/factories/verb-guarantees';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getApiVersion } from '../api-versions/get-api-version.ts';
import { listOperations } from '../api-versions/list-operations.ts';
import { updateApiVersion } from '../api-versions/update-api-version.ts';
import type { Ctx } from '../context/ctx.ts';
import { readSnapshot } from '../feed/read-snapshot.ts';
import { updateProduct } from '../products/update-product.ts';
import { attachPolicy } from './attach-policy.ts';
import { getEffectivePolicies } from './get-effective-policies.ts';
import { getPolicies } from './get-policies.ts';
import { removePolicy } from './remove-policy.ts';
import { updatePolicies } from './update-policies.ts';

let kit: TestServices;
let seller: Seller;
let stranger: Ctx;
let admin: Ctx;
let targets: Record<'tenant' | 'product' | 'api_version' | 'operation' | 'plan', string>;
let planVersionId: string;
let made = 0;

const validation = { id: 'request-validation', config: { mode: 'report' } };
const transform = { setHeaders: { 'x-a': '1' } };

beforeAll(async () => {
  kit = await makeServices();
  stranger = (await makeSeller(kit.services, 'Stranger')).memberCtx('owner');
});
beforeEach(async () => {
  seller = await makeSeller(kit.services, `Atlas ${++made}`);
  admin = seller.memberCtx('admin');
  const offer = await makeOffer(kit.services, seller.tenantId, { slug: `levels-${made}` });
  const { data } = await listOperations(admin, { filter: { apiVersionId: offer.apiVersionId } });
  targets = {
    tenant: seller.tenantId,
    product: offer.productId,
    api_version: offer.apiVersionId,
    operation: data[0]?.id ?? '',
    plan: offer.planId,
  };
  planVersionId = (await recordsOf('plan_version'))[0]?.id ?? '';
});
afterAll(() => kit.close());

async function recordsOf<K extends SnapshotKind>(kind: K) {
  const { records } = await readSnapshot(kit.services);
  return records
    .map((record) => SnapshotRecord.parse(record))
    .filter(
      (record) =>
        record.kind === kind && ('tenantId' in record ? record.tenantId : record.id) === seller.tenantId,
    )
    .map((record) => record as Extract<SnapshotRecord, { kind: K }>);
}

const feedSince = async (count: number) => (await feedEntries(admin)).slice(count);
const attach = (targetId: string, policyId: string, config: object = {}, ctx = admin) =>
  attachPolicy(ctx, { targetId, policyId, config: config as Record<string, unknown> });
const shown = async (input: { productId?: string; planId?: string } = {}) => {
  const { effective, dropped } = await getEffectivePolicies(admin, {
    operationId: targets.operation,
    ...input,
  });
  return {
    holds: effective.map(({ policyId, phase, level }) => `${phase} ${policyId} of ${level}`),
    not: dropped.map(({ policyId, level, reason, by }) => `${policyId} of ${level} ${reason} by ${by}`),
  };
};

describe.each(['tenant', 'product', 'api_version', 'operation', 'plan'] as const)(
  'policies of a %s',
  (level) => {
    test('are set, changed and taken back, and gateways and the audit log are told of each', async () => {
      const targetId = targets[level];
      const before = (await feedEntries(admin)).length;
      const one = await attach(targetId, 'request-transform', transform);
      expect(one).toMatchObject({
        targetId,
        level,
        policies: [{ id: 'request-transform', config: transform }],
      });
      await attach(targetId, 'spike-arrest', { requests: 5 });
      const changed = await attach(targetId, 'request-transform', { removeHeaders: ['x-b'] });
      expect(changed.policies.map(({ id }) => id)).toEqual(['request-transform', 'spike-arrest']);
      expect(changed.policies[0]?.config).toMatchObject({ removeHeaders: ['x-b'], setHeaders: {} });
      await removePolicy(admin, { targetId, policyId: 'request-transform' });
      await updatePolicies(admin, { targetId, policies: [] });
      expect((await getPolicies(seller.memberCtx('viewer'), { targetId })).policies).toEqual([]);
      expect(await auditActions(admin, targetId)).toEqual(
        expect.arrayContaining(['policy.attached', 'policy.attached', 'policy.removed', 'policies.updated']),
      );
      const record = {
        ...{ tenant: `tenant:${seller.tenantId}`, product: `product:${targetId}` },
        ...{ api_version: `api_version:${targetId}`, operation: `api_version:${targets.api_version}` },
        plan: `plan_version:${planVersionId}`,
      }[level];
      expect(await feedSince(before)).toEqual(Array(5).fill(record));
    });

    test('stand in the record that gateways read, and are no word of it when there are none', async () => {
      const kind = ({ tenant: 'tenant', product: 'product', plan: 'plan_version' } as const)[
        level as 'tenant'
      ];
      const own = async () => {
        const [version] = await recordsOf('api_version');
        if (level === 'api_version') return version?.policies;
        if (level === 'operation')
          return version?.operations.find(({ id }) => id === targets.operation)?.policies;
        return (await recordsOf(kind))[0]?.policies;
      };
      expect(await own()).toEqual(level === 'api_version' ? [] : undefined);
      await attach(targets[level], 'spike-arrest', { requests: 5 });
      expect(await own()).toEqual([
        { id: 'spike-arrest', config: { requests: 5, per: 'second', burst: 10, key: 'app' } },
      ]);
    });

    test('are nobody else’s, and not for a lesser role', async () => {
      const targetId = targets[level];
      const changes = [
        (ctx: Ctx) => attach(targetId, 'spike-arrest', { requests: 5 }, ctx),
        (ctx: Ctx) => updatePolicies(ctx, { targetId, policies: [] }),
        (ctx: Ctx) => removePolicy(ctx, { targetId, policyId: 'cors' }),
      ];
      const lesser = seller.memberCtx(level === 'tenant' ? 'editor' : 'viewer');
      for (const change of changes) {
        expect(await codeOf(change(stranger))).toBe('not_found');
        expect(await codeOf(change(lesser))).toBe('role_insufficient');
      }
      expect(await codeOf(getPolicies(stranger, { targetId }))).toBe('not_found');
      expect((await getPolicies(admin, { targetId })).policies).toEqual([]);
    });
  },
);

describe('what a level refuses', () => {
  const refusal = async (call: Promise<unknown>) => {
    const error = await call.then(() => undefined).catch((thrown) => thrown);
    return [error.code, error.errors?.[0]?.location];
  };
  const config = { origins: ['*'] };

  test.each<[string, 'plan' | 'tenant' | 'operation', string, object, string]>([
    ['what runs before the plan is known', 'plan', 'cors', config, 'config'],
    ['a policy that does not exist', 'tenant', 'nothing', {}, 'policyId'],
    ['settings outside of the schema', 'operation', 'cors', { origins: 7 }, 'config.origins'],
    ['a setting that does not exist', 'operation', 'cors', { origins: ['*'], color: 'red' }, 'config.color'],
  ])('%s', async (_what, level, policyId, settings, location) => {
    const [code, at] = await refusal(attach(targets[level], policyId, settings));
    expect([code, at]).toEqual(['validation_failed', location]);
    expect((await getPolicies(admin, { targetId: targets[level] })).policies).toEqual([]);
  });

  test('an id that is of no level, and a target that is not there', async () => {
    expect(await refusal(attach('sub_1111111111111111111111', 'cors', config))).toEqual([
      'validation_failed',
      'targetId',
    ]);
    expect(await codeOf(attach(newId('plan'), 'spike-arrest', { requests: 1 }))).toBe('not_found');
    const other = await makeSeller(kit.services, 'Other');
    expect(await codeOf(attach(other.tenantId, 'cors', config))).toBe('not_found');
  });

  test('a policy twice in a list, with its place; an API version’s own list is held to the same', async () => {
    const policies = [
      { id: 'cors', config },
      { id: 'cors', config },
    ];
    const { operation: targetId, api_version: apiVersionId } = targets;
    expect(await refusal(updatePolicies(admin, { targetId, policies }))).toEqual([
      'validation_failed',
      'policies.1.id',
    ]);
    expect(await refusal(updateApiVersion(admin, { apiVersionId, policies }))).toEqual([
      'validation_failed',
      'policies.1.id',
    ]);
  });

  test('an address that is not public, which a policy would have gateways call', async () => {
    const jwt = { issuer: 'https://issuer.example', jwksUrl: 'http://127.0.0.1:1/keys', audiences: ['a'] };
    expect(await refusal(attach(targets.tenant, 'jwt', jwt))).toEqual([
      'upstream_address_forbidden',
      'config.jwksUrl',
    ]);
  });

  test('one change of what stands there twice, and what has never been there', async () => {
    const targetId = targets.plan;
    const pace = (key: string) => ({ id: 'spike-arrest', config: { requests: 5, key } });
    await updatePolicies(admin, { targetId, policies: [pace('app'), pace('key')] });
    expect(await codeOf(attach(targetId, 'spike-arrest', { requests: 1 }))).toBe('conflict');
    expect(await codeOf(removePolicy(admin, { targetId, policyId: 'cors' }))).toBe('not_found');
  });
});

test('lists that were there before the levels are kept and serve as they are', async () => {
  const policies = [
    { id: 'cors', config: { origins: ['*'] } },
    { id: 'cors', config: { origins: ['*'] } },
  ];
  await withTenantTx(admin, (tx) =>
    tx.update(apiVersions).set({ policies }).where(eq(apiVersions.id, targets.api_version)),
  );
  expect((await recordsOf('api_version'))[0]?.policies).toEqual(policies);
  expect((await shown()).holds).toContain('access cors of api_version');
});

describe('the effective list', () => {
  test('shows what holds in its order, whence, and what it overrides', async () => {
    const pace = { requests: 5 };
    for (const level of ['tenant', 'plan', 'operation'] as const)
      await attach(targets[level], 'spike-arrest', pace);
    await attach(targets.tenant, 'cors', { origins: ['*'] });
    await attachPolicy(admin, { targetId: targets.operation, policyId: 'cors', isOff: true });
    await attach(targets.product, 'request-transform', transform);
    expect(await shown()).toEqual({
      holds: ['authenticate api-key of null', 'request spike-arrest of operation'],
      not: ['cors of tenant off by operation', 'spike-arrest of tenant overridden by operation'],
    });
    expect(await shown({ planId: targets.plan })).toEqual({
      holds: [
        'authenticate api-key of null',
        'request request-transform of product',
        'request spike-arrest of plan',
      ],
      not: [
        'cors of tenant off by operation',
        'spike-arrest of tenant overridden by plan',
        'spike-arrest of operation overridden by plan',
      ],
    });
    expect((await shown({ productId: targets.product })).holds).toContain(
      'request request-transform of product',
    );
  });

  test('is refused for a product that does not cover the operation and a plan that is not the product’s', async () => {
    const other = await makeOffer(kit.services, seller.tenantId, { slug: `other-${made}` });
    const ask = (input: object) =>
      getEffectivePolicies(admin, { operationId: targets.operation, ...input }).catch(
        (error) => error.errors,
      );
    expect(await ask({ productId: other.productId })).toMatchObject([{ location: 'productId' }]);
    expect(await ask({ planId: other.planId, productId: targets.product })).toMatchObject([
      { location: 'planId' },
    ]);
    const { operation: operationId } = targets;
    expect(await codeOf(getEffectivePolicies(stranger, { operationId }))).toBe('not_found');
  });
});

describe('descriptions', () => {
  const isDescribed = async () =>
    (await recordsOf('api_version')).every(({ operations }) =>
      operations.every(({ description }) => description),
    );

  test.each(['tenant', 'product', 'operation', 'plan'] as const)(
    'come to gateways as soon as a %s needs them, and go when it does not',
    async (level) => {
      expect(await isDescribed()).toBe(false);
      const before = (await feedEntries(admin)).length;
      await attach(targets[level], validation.id, validation.config);
      expect(await isDescribed()).toBe(true);
      expect(await feedSince(before)).toContain(`api_version:${targets.api_version}`);
      await removePolicy(admin, { targetId: targets[level], policyId: validation.id });
      expect(await isDescribed()).toBe(false);
    },
  );

  test('come with what a product newly covers', async () => {
    await attach(targets.plan, validation.id, validation.config);
    const other = await makeOffer(kit.services, seller.tenantId, { slug: `more-${made}` });
    const before = (await feedEntries(admin)).length;
    await updateProduct(admin, {
      productId: targets.product,
      covers: [{ apiVersionId: targets.api_version }, { apiVersionId: other.apiVersionId }],
    });
    expect(await feedSince(before)).toContain(`api_version:${other.apiVersionId}`);
    expect(await isDescribed()).toBe(true);
  });
});

test('an API version shows the same list by both of its verbs', async () => {
  const { api_version: apiVersionId } = targets;
  await attach(apiVersionId, 'cors', { origins: ['*'] });
  const { policies } = await getApiVersion(admin, { apiVersionId });
  expect(policies).toEqual((await getPolicies(admin, { targetId: apiVersionId })).policies);
});
