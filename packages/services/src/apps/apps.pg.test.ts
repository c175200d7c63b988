import { makeOffer, makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions, codeOf, feedEntries } from '@tollgate/testkit/factories/verb-guarantees';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../context/ctx.ts';
import { createApiKey } from '../keys/create-api-key.ts';
import { listApiKeys } from '../keys/list-api-keys.ts';
import { createSubscription } from '../subscriptions/create-subscription.ts';
import { getSubscription } from '../subscriptions/get-subscription.ts';
import { createApp } from './create-app.ts';
import { deleteApp } from './delete-app.ts';
import { getApp } from './get-app.ts';
import { listApps } from './list-apps.ts';
import { updateApp } from './update-app.ts';

let kit: TestServices;
let seller: Seller;
let ada: Ctx;
let bob: Ctx;
let stranger: Ctx;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  ada = await seller.addDeveloper('Ada');
  bob = await seller.addDeveloper('Bob');
  stranger = await (await makeSeller(kit.services, 'Other')).addDeveloper('Eve');
});
afterAll(() => kit.close());

test('a developer makes an app, changes it, and the audit log says so', async () => {
  const app = await createApp(ada, { name: 'Weather', description: 'Shows rain' });
  const changed = await updateApp(ada, { appId: app.id, name: 'Rain' });
  expect(changed).toMatchObject({ name: 'Rain', description: 'Shows rain', activeKeyCount: 0 });
  expect(await auditActions(ada, app.id)).toEqual(['app.created', 'app.updated']);
});

test('an editor makes an app for a developer, and has to say for whom', async () => {
  const developerId = ada.actor.kind === 'developer' ? ada.actor.id : '';
  const app = await createApp(seller.memberCtx('editor'), { name: 'Given', developerId });
  expect((await getApp(ada, { appId: app.id })).name).toBe('Given');
  expect(await codeOf(createApp(seller.memberCtx('editor'), { name: 'Nobody' }))).toBe('validation_failed');
});

test('a list pages by cursor, sorts, searches, and shows nobody else', async () => {
  for (const name of ['Zed', 'Amy', 'Mia']) await createApp(bob, { name });
  const first = await listApps(bob, { page: { size: 2 }, sort: 'name' });
  expect(first.data.map(({ name }) => name)).toEqual(['Amy', 'Mia']);
  const rest = await listApps(bob, { page: { size: 2, after: first.meta.page.next ?? '' }, sort: 'name' });
  expect(rest.data.map(({ name }) => name)).toEqual(['Zed']);
  expect(rest.meta.page.next).toBeNull();
  expect((await listApps(bob, { filter: { search: 'MI' } })).data).toHaveLength(1);
});

test('deleting an app revokes its keys, cancels its subscriptions and tells the gateways', async () => {
  const { planId } = await makeOffer(kit.services, seller.tenantId);
  const app = await createApp(ada, { name: 'Doomed' });
  const { key } = await createApiKey(ada, { appId: app.id });
  const subscription = await createSubscription(ada, { appId: app.id, planId });
  await deleteApp(ada, { appId: app.id });
  expect(await codeOf(getApp(ada, { appId: app.id }))).toBe('not_found');
  expect((await listApiKeys(ada, { filter: { appId: app.id as never } })).data).toEqual([]);
  expect((await getSubscription(ada, { subscriptionId: subscription.id })).status).toBe('cancelled');
  const told = (await feedEntries(ada)).slice(-2);
  expect(told.sort()).toEqual([`key:${key.id}`, `subscription:${subscription.id}`].sort());
  expect(await auditActions(ada, app.id)).toEqual(['app.created', 'app.deleted']);
});

describe('an app that is not mine does not exist', () => {
  const verbs = {
    getApp,
    deleteApp,
    updateApp: (ctx: Ctx, at: { appId: string }) => updateApp(ctx, { ...at, name: 'Mine' }),
  };
  test.each(Object.entries(verbs))('%s', async (_name, verb) => {
    const { id: appId } = await createApp(ada, { name: 'Private' });
    expect(await codeOf(verb(bob, { appId }))).toBe('not_found');
    expect(await codeOf(verb(stranger, { appId }))).toBe('not_found');
  });
});

test('a viewer reads apps and changes none', async () => {
  const viewer = seller.memberCtx('viewer');
  const { id: appId } = await createApp(ada, { name: 'Seen' });
  expect((await getApp(viewer, { appId })).name).toBe('Seen');
  expect(await codeOf(updateApp(viewer, { appId, name: 'Changed' }))).toBe('role_insufficient');
  expect(await codeOf(deleteApp(viewer, { appId }))).toBe('role_insufficient');
  expect(await codeOf(createApp(viewer, { name: 'New' }))).toBe('role_insufficient');
});
