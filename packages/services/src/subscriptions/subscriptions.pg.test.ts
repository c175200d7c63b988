import { makeOffer, makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions, codeOf, feedEntries } from '@tollgate/testkit/factories/verb-guarantees';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../apps/create-app.ts';
import type { Ctx } from '../context/ctx.ts';
import { approveSubscription } from './approve-subscription.ts';
import { cancelSubscription } from './cancel-subscription.ts';
import { createSubscription } from './create-subscription.ts';
import { getSubscription } from './get-subscription.ts';
import { listSubscriptions } from './list-subscriptions.ts';
import { resumeSubscription } from './resume-subscription.ts';
import { suspendSubscription } from './suspend-subscription.ts';

let kit: TestServices;
let seller: Seller;
let ada: Ctx;
let bob: Ctx;
let stranger: Ctx;
let editor: Ctx;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  ada = await seller.addDeveloper('Ada');
  bob = await seller.addDeveloper('Bob');
  stranger = await (await makeSeller(kit.services, 'Other')).addDeveloper('Eve');
  editor = seller.memberCtx('editor');
});
afterAll(() => kit.close());

let offers = 0;
const offer = (options: Parameters<typeof makeOffer>[2] = {}) =>
  makeOffer(kit.services, seller.tenantId, { slug: `product-${++offers}`, ...options });
const newApp = async () => (await createApp(ada, { name: 'Weather' })).id;

test('an automatic plan works at once, and its first period starts now', async () => {
  const { planId } = await offer();
  const subscription = await createSubscription(ada, { appId: await newApp(), planId });
  expect(subscription.status).toBe('active');
  expect(subscription.period.start).toBe(subscription.anchorAt);
  expect(subscription.planVersion.terms.quota).toEqual({ requests: 10_000 });
  expect((await feedEntries(ada)).at(-1)).toBe(`subscription:${subscription.id}`);
  expect(await auditActions(ada, subscription.id)).toEqual(['subscription.created']);
});

test('a plan with approval waits until an editor lets it work', async () => {
  const { planId } = await offer({ terms: { approval: 'manual' } });
  const { id: subscriptionId, status } = await createSubscription(ada, { appId: await newApp(), planId });
  expect(status).toBe('pending');
  expect(await codeOf(approveSubscription(ada, { subscriptionId }))).toBe('role_insufficient');
  expect((await approveSubscription(editor, { subscriptionId })).status).toBe('active');
  expect(await codeOf(approveSubscription(editor, { subscriptionId }))).toBe('conflict');
});

test('an app has a product once at a time, also when two ask at the same moment', async () => {
  const { planId } = await offer();
  const appId = await newApp();
  const codes = await Promise.all([1, 2, 3].map(() => codeOf(createSubscription(ada, { appId, planId }))));
  expect(codes.filter((code) => code === undefined)).toHaveLength(1);
  expect(codes.filter((code) => code === 'conflict')).toHaveLength(2);
  const [only] = (await listSubscriptions(ada, { filter: { appId: appId as never } })).data;
  await cancelSubscription(ada, { subscriptionId: only?.id ?? '' });
  expect(await codeOf(createSubscription(ada, { appId, planId }))).toBeUndefined();
});

describe('what is not on offer takes no subscription', () => {
  test.each([
    [{ productStatus: 'draft' as const }, 'not_found'],
    [{ productStatus: 'deprecated' as const }, 'conflict'],
    [{ productStatus: 'retired' as const }, 'conflict'],
    [{ planStatus: 'draft' as const }, 'conflict'],
    [{ planStatus: 'archived' as const }, 'conflict'],
    [{ visibility: 'private' as const }, 'not_found'],
  ])('%o → %s', async (options, code) => {
    const { planId } = await offer(options);
    expect(await codeOf(createSubscription(ada, { appId: await newApp(), planId }))).toBe(code);
  });
});

test('suspend, resume and cancel move it on, tell the gateways, and refuse what makes no sense', async () => {
  const { planId } = await offer();
  const { id: subscriptionId } = await createSubscription(ada, { appId: await newApp(), planId });
  expect((await suspendSubscription(editor, { subscriptionId })).status).toBe('suspended');
  expect(await codeOf(suspendSubscription(editor, { subscriptionId }))).toBe('conflict');
  expect((await resumeSubscription(editor, { subscriptionId })).status).toBe('active');
  const cancelled = await cancelSubscription(ada, { subscriptionId });
  expect(cancelled.cancelledAt).not.toBeNull();
  expect(await codeOf(resumeSubscription(editor, { subscriptionId }))).toBe('conflict');
  const told = (await feedEntries(ada)).filter((entry) => entry === `subscription:${subscriptionId}`);
  expect(told).toHaveLength(4);
  expect(await auditActions(ada, subscriptionId)).toEqual(
    ['created', 'suspended', 'resumed', 'cancelled'].map((word) => `subscription.${word}`),
  );
});

test('a subscription that is not mine does not exist', async () => {
  const { planId } = await offer();
  const appId = await newApp();
  const { id: subscriptionId } = await createSubscription(ada, { appId, planId });
  for (const reader of [bob, stranger]) {
    expect(await codeOf(getSubscription(reader, { subscriptionId }))).toBe('not_found');
    expect(await codeOf(cancelSubscription(reader, { subscriptionId }))).toBe('not_found');
    expect(await codeOf(createSubscription(reader, { appId, planId }))).toBe('not_found');
    expect((await listSubscriptions(reader)).data).toEqual([]);
  }
});

test('a viewer reads subscriptions and moves none', async () => {
  const { planId } = await offer();
  const { id: subscriptionId } = await createSubscription(ada, { appId: await newApp(), planId });
  const viewer = seller.memberCtx('viewer');
  expect((await getSubscription(viewer, { subscriptionId })).developer.email).toBe('ada@example.com');
  for (const verb of [approveSubscription, suspendSubscription, resumeSubscription, cancelSubscription]) {
    expect(await codeOf(verb(viewer, { subscriptionId }))).toBe('role_insufficient');
  }
});
