import { withTenantTx } from '@tollgate/db/tenant-tx';
import type { Id } from '@tollgate/domain/ids';
import type { Terms } from '@tollgate/domain/terms';
import { freeTerms, makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions, codeOf, feedEntries } from '@tollgate/testkit/factories/verb-guarantees';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../apps/create-app.ts';
import type { Ctx } from '../context/ctx.ts';
import { createProduct } from '../products/create-product.ts';
import { deleteProduct } from '../products/delete-product.ts';
import { publishProduct } from '../products/publish-product.ts';
import { createSubscription } from '../subscriptions/create-subscription.ts';
import { getSubscription } from '../subscriptions/get-subscription.ts';
import { archivePlan } from './archive-plan.ts';
import { createPlan } from './create-plan.ts';
import { getPlan } from './get-plan.ts';
import { listPlans } from './list-plans.ts';
import { publishPlan } from './publish-plan.ts';
import { updatePlan } from './update-plan.ts';
import { updatePlanTerms } from './update-plan-terms.ts';

let kit: TestServices;
let seller: Seller;
let editor: Ctx;
let productId: Id<'product'>;
let made = 0;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  editor = seller.memberCtx('editor');
  productId = (await createProduct(editor, { name: 'Sold' })).id as Id<'product'>;
  await publishProduct(editor, { productId });
});
afterAll(() => kit.close());

const fee = (flatFeeMinor: number): Terms => ({ ...freeTerms, flatFeeMinor });
const create = async (terms: Terms = fee(100)) => {
  const plan = await createPlan(editor, { productId, name: `Plan ${++made}`, terms });
  return { ...plan, id: plan.id as Id<'plan'> };
};

test('a plan goes from draft to published to the next draft, and only published terms reach the gateways', async () => {
  const { id: planId, draft } = await create();
  expect(draft).toMatchObject({ number: 1, terms: fee(100), publishedAt: null });
  await updatePlanTerms(editor, { planId, terms: fee(150) });
  const before = (await feedEntries(editor)).length;
  const first = await publishPlan(editor, { planId });
  expect(first).toMatchObject({ status: 'published', draft: null, current: { number: 1, terms: fee(150) } });
  const second = await updatePlanTerms(editor, { planId, terms: fee(200) });
  expect(second.current).toEqual(first.current);
  expect(second.draft).toMatchObject({ number: 2, terms: fee(200), publishedAt: null });
  expect(await updatePlanTerms(editor, { planId, terms: fee(300) })).toMatchObject({
    draft: { id: second.draft?.id, number: 2 },
  });
  const third = await publishPlan(editor, { planId });
  expect(third).toMatchObject({ draft: null, current: { id: second.draft?.id, number: 2, terms: fee(300) } });
  expect((await feedEntries(editor)).slice(before)).toEqual(
    [first, third].map(({ current }) => `plan_version:${current?.id}`),
  );
  const words = ['created', 'terms_updated', 'published', 'terms_updated', 'terms_updated', 'published'];
  expect(await auditActions(editor, planId)).toEqual(words.map((word) => `plan.${word}`));
  expect(await codeOf(publishPlan(editor, { planId }))).toBe('conflict');
});

test('subscribers keep the terms they came for when a new version is published', async () => {
  const { id: planId } = await create(fee(100));
  await publishPlan(editor, { planId });
  const developer = await seller.addDeveloper('Keeper');
  const { id: appId } = await createApp(developer, { name: 'App' });
  const { id: subscriptionId } = await createSubscription(developer, { appId, planId });
  await updatePlanTerms(editor, { planId, terms: fee(999) });
  await publishPlan(editor, { planId });
  const { planVersion } = await getSubscription(developer, { subscriptionId });
  expect(planVersion).toMatchObject({ number: 1, terms: fee(100) });
  expect((await getPlan(editor, { planId })).subscriptionCount).toBe(1);
});

describe('a published version never changes', () => {
  test.each([
    ["update plan_versions set terms = '{}' where id = $id"],
    ['update plan_versions set published_at = null where id = $id'],
    ['update plan_versions set number = 7 where id = $id'],
    ['update plan_versions set published_at = now() where id = $id'],
    ['delete from plan_versions where id = $id'],
    ['delete from plans where current_version_id = $id'],
  ])('not even by SQL: %s', async (statement) => {
    const { id: planId } = await create();
    const { current } = await publishPlan(editor, { planId });
    const text = sql.raw(statement.replace('$id', `'${current?.id}'`));
    for (const run of [
      () => withTenantTx(editor, (tx) => tx.execute(text)),
      () => kit.services.db.system.execute(text),
    ]) {
      await expect(run()).rejects.toMatchObject({
        cause: { message: 'a published plan version never changes' },
      });
    }
    expect((await getPlan(editor, { planId })).current).toEqual(current);
  });

  test('two who publish the same draft at the same moment publish it once', async () => {
    const { id: planId } = await create();
    const codes = await Promise.all([1, 2, 3].map(() => codeOf(publishPlan(editor, { planId }))));
    expect(codes.toSorted()).toEqual(['conflict', 'conflict', undefined]);
  });

  test('two who begin a draft at the same moment share it', async () => {
    const { id: planId } = await create();
    await publishPlan(editor, { planId });
    const plans = await Promise.all([1, 2, 3].map((n) => updatePlanTerms(editor, { planId, terms: fee(n) })));
    expect(new Set(plans.map(({ draft }) => draft?.id)).size).toBe(1);
    expect((await getPlan(editor, { planId })).draft?.number).toBe(2);
  });
});

describe('an archived plan', () => {
  test('keeps its subscribers, takes no new ones, and its terms change no more', async () => {
    const { id: planId } = await create();
    await publishPlan(editor, { planId });
    await updatePlanTerms(editor, { planId, terms: fee(5) });
    const developer = await seller.addDeveloper('Archie');
    const { id: appId } = await createApp(developer, { name: 'App' });
    const { id: subscriptionId } = await createSubscription(developer, { appId, planId });
    expect((await archivePlan(editor, { planId })).status).toBe('archived');
    expect((await getSubscription(developer, { subscriptionId })).status).toBe('active');
    const { id: otherApp } = await createApp(developer, { name: 'Other' });
    expect(await codeOf(createSubscription(developer, { appId: otherApp, planId }))).toBe('conflict');
    expect(await codeOf(publishPlan(editor, { planId }))).toBe('conflict');
    expect(await codeOf(updatePlanTerms(editor, { planId, terms: fee(6) }))).toBe('conflict');
  });

  test('is archived once: doing it again changes nothing and writes nothing', async () => {
    const { id: planId } = await create();
    const archived = await archivePlan(editor, { planId });
    expect(await archivePlan(editor, { planId })).toEqual(archived);
    expect(await auditActions(editor, planId)).toEqual(['plan.created', 'plan.archived']);
  });
});

test('a draft product is deleted with its draft plans, and not once one of them was published', async () => {
  const draft = await createProduct(editor, { name: 'Short-lived' });
  const draftId = draft.id as Id<'product'>;
  const plan = await createPlan(editor, { productId: draftId, name: 'Gold', terms: fee(1) });
  await deleteProduct(editor, { productId: draftId });
  expect(await codeOf(getPlan(editor, { planId: plan.id as Id<'plan'> }))).toBe('not_found');
  const kept = (await createProduct(editor, { name: 'Kept' })).id as Id<'product'>;
  const { id } = await createPlan(editor, { productId: kept, name: 'Gold', terms: fee(1) });
  await publishPlan(editor, { planId: id as Id<'plan'> });
  expect(await codeOf(deleteProduct(editor, { productId: kept }))).toBe('conflict');
});

test('a plan’s name and summary change, its terms have a verb of their own', async () => {
  const plan = await create();
  const changed = await updatePlan(editor, { planId: plan.id, name: 'Größer', summary: 'For more.' });
  expect(changed).toMatchObject({ name: 'Größer', summary: 'For more.', slug: plan.slug, draft: plan.draft });
  expect(await codeOf(updatePlan(editor, { planId: plan.id, terms: fee(1) } as never))).toBe(
    'validation_failed',
  );
  expect(await auditActions(editor, plan.id)).toEqual(['plan.created', 'plan.updated']);
});

test('a product has a plan of one name once, another product may have it too', async () => {
  await createPlan(editor, { productId, name: 'Free', terms: freeTerms });
  expect(await codeOf(createPlan(editor, { productId, name: 'free!', terms: freeTerms }))).toBe('conflict');
  expect(await codeOf(createPlan(editor, { productId, name: '無料', terms: freeTerms }))).toBeUndefined();
  expect(await codeOf(createPlan(editor, { productId, name: '有料', terms: freeTerms }))).toBeUndefined();
  const other = (await createProduct(editor, { name: 'Another' })).id as Id<'product'>;
  expect(
    await codeOf(createPlan(editor, { productId: other, name: 'Free', terms: freeTerms })),
  ).toBeUndefined();
});

test.each([
  [{ flatFeeMinor: -1 }, 'terms.flatFeeMinor'],
  [{ flatFeeMinor: 0.5 }, 'terms.flatFeeMinor'],
  [{ flatFeeMinor: 1e18 }, 'terms.flatFeeMinor'],
  [{ usage: { model: 'per_unit', included: 0, unitMinor: '0.000000001' } }, 'terms.usage.unitMinor'],
  [{ usage: { model: 'per_unit', included: 0, unitMinor: '-1' } }, 'terms.usage.unitMinor'],
  [{ limits: [{ name: 'minute', requests: 0, windowSeconds: 60 }] }, 'terms.limits.0.requests'],
  [{ limits: [{ name: 'minute', requests: 2 ** 63, windowSeconds: 60 }] }, 'terms.limits.0.requests'],
  [{ quota: { requests: 0 } }, 'terms.quota.requests'],
  [{ publishedAt: '2026-01-01' }, 'terms.publishedAt'],
])('terms with %o are refused at %s, and nothing is stored', async (change, location) => {
  const plan = await create();
  const terms = { ...freeTerms, ...change } as Terms;
  for (const call of [
    updatePlanTerms(editor, { planId: plan.id, terms }),
    createPlan(editor, { productId, name: 'Refused', terms }),
  ]) {
    const error = await call.catch((thrown) => thrown);
    expect([error.code, error.errors[0]?.location]).toEqual(['validation_failed', location]);
  }
  expect(await getPlan(editor, { planId: plan.id })).toEqual({ ...plan });
  const { data } = await listPlans(editor, { page: { size: 100 }, filter: { productId } });
  expect(data.map(({ name }) => name)).not.toContain('Refused');
});

test('plans are listed in the order they were made, of one product and status when asked', async () => {
  const product = (await createProduct(editor, { name: 'Ordered' })).id as Id<'product'>;
  const ids = [];
  for (const name of ['Zero', 'Basic', 'Max'])
    ids.push((await createPlan(editor, { productId: product, name, terms: freeTerms })).id as Id<'plan'>);
  await publishPlan(editor, { planId: ids[1] as Id<'plan'> });
  const namesOf = async (input: object) =>
    (await listPlans(seller.memberCtx('viewer'), { filter: { productId: product, ...input } })).data.map(
      (p) => p.name,
    );
  expect(await namesOf({})).toEqual(['Zero', 'Basic', 'Max']);
  expect(await namesOf({ status: 'published' })).toEqual(['Basic']);
  const stranger = (await makeSeller(kit.services, 'Other')).memberCtx('viewer');
  expect((await listPlans(stranger, { filter: { productId: product } })).data).toEqual([]);
});
