import { makeOffer, makeSeller, PASSWORD, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions, codeOf } from '@tollgate/testkit/factories/verb-guarantees';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../apps/create-app.ts';
import type { Ctx } from '../context/ctx.ts';
import { readSnapshot } from '../feed/read-snapshot.ts';
import { createSubscription } from '../subscriptions/create-subscription.ts';
import { suspendSubscription } from '../subscriptions/suspend-subscription.ts';
import { createDeveloper } from './create-developer.ts';
import { getDeveloper } from './get-developer.ts';
import { getDeveloperSession } from './get-developer-session.ts';
import { listDevelopers } from './list-developers.ts';
import { signInDeveloper } from './sign-in-developer.ts';
import { signUpDeveloper } from './sign-up-developer.ts';
import { updateDeveloper } from './update-developer.ts';

let kit: TestServices;
let seller: Seller;
let other: Seller;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  other = await makeSeller(kit.services, 'Other');
});
afterAll(() => kit.close());

const signIn = (email: string, password = PASSWORD, tenantId = seller.tenantId) =>
  signInDeveloper(kit.services, tenantId, { email, password });
const idOf = (ctx: Ctx) => (ctx.actor.kind === 'developer' ? ctx.actor.id : '');

test('a developer signs up, signs in with any case of the e-mail, and the audit log says so', async () => {
  const input = { name: 'Ada', email: 'Ada@Example.com', password: PASSWORD };
  const session = await signUpDeveloper(kit.services, seller.tenantId, input);
  expect((await signIn('ada@example.COM')).developerId).toBe(session.developerId);
  expect(await auditActions(seller.memberCtx('owner'), session.developerId)).toEqual(['developer.created']);
});

test('one e-mail has one account a tenant, and another one at each other tenant', async () => {
  const input = { name: 'Ada', email: 'ADA@example.com', password: PASSWORD };
  expect(await codeOf(signUpDeveloper(kit.services, seller.tenantId, input))).toBe('conflict');
  expect(await codeOf(signUpDeveloper(kit.services, other.tenantId, input))).toBeUndefined();
});

test('a wrong password, an unknown e-mail, another tenant and a blocked developer get one answer', async () => {
  const dora = await seller.addDeveloper('Dora');
  await updateDeveloper(seller.memberCtx('editor'), { developerId: idOf(dora), status: 'blocked' });
  const answers = await Promise.all(
    [
      signIn('ada@example.com', 'wrong password!'),
      signIn('nobody@example.com'),
      signIn('dora@example.com'),
    ].map((attempt) =>
      attempt.catch((error: { code: string; detail: string }) => `${error.code} ${error.detail}`),
    ),
  );
  expect(new Set(answers)).toEqual(new Set(['credentials_wrong Check both and try again.']));
  expect(await codeOf(signIn('dora@example.com', PASSWORD, other.tenantId))).toBe('credentials_wrong');
});

test('ten wrong passwords close the door for this e-mail only, also to the right one', async () => {
  await seller.addDeveloper('Gus');
  await seller.addDeveloper('Hal');
  for (let i = 0; i < 10; i++)
    expect(await codeOf(signIn('gus@example.com', 'wrong'))).toBe('credentials_wrong');
  expect(await codeOf(signIn('gus@example.com'))).toBe('too_many_attempts');
  expect(await codeOf(signIn('hal@example.com'))).toBeUndefined();
});

test('a session ends with a new password and with a block', async () => {
  const ivy = await seller.addDeveloper('Ivy');
  const first = await signIn('ivy@example.com');
  const password = { current: PASSWORD, next: 'another long password' };
  expect(await getDeveloperSession(kit.services, first)).toEqual(first);
  await updateDeveloper(ivy, { developerId: idOf(ivy), password });
  expect(await getDeveloperSession(kit.services, first)).toBeUndefined();
  const second = await signIn('ivy@example.com', password.next);
  await updateDeveloper(seller.memberCtx('editor'), { developerId: idOf(ivy), status: 'blocked' });
  expect(await getDeveloperSession(kit.services, second)).toBeUndefined();
});

test('gateways see every subscription of a blocked developer suspended, and as it was once they are let in', async () => {
  const editor = seller.memberCtx('editor');
  const mia = await seller.addDeveloper('Mia');
  const noa = await seller.addDeveloper('Noa');
  const subscribe = async (ctx: Ctx, slug: string) => {
    const { planId } = await makeOffer(kit.services, seller.tenantId, { slug });
    const app = await createApp(ctx, { name: slug });
    return (await createSubscription(ctx, { appId: app.id, planId })).id;
  };
  const [mine, held, theirs] = [
    await subscribe(mia, 'maps'),
    await subscribe(mia, 'moons'),
    await subscribe(noa, 'nets'),
  ];
  await suspendSubscription(editor, { subscriptionId: held });
  const seen = async () => {
    const { records } = await readSnapshot(kit.services);
    const statuses = new Map(
      records.flatMap((record) => (record.kind === 'subscription' ? [[record.id, record.status]] : [])),
    );
    return [mine, held, theirs].map((id) => statuses.get(id));
  };
  expect(await seen()).toEqual(['active', 'suspended', 'active']);
  await updateDeveloper(editor, { developerId: idOf(mia), status: 'blocked' });
  expect(await seen()).toEqual(['suspended', 'suspended', 'active']);
  const late = await subscribe(mia, 'lakes');
  const { records } = await readSnapshot(kit.services);
  expect(records.find(({ id }) => id === late)).toMatchObject({ status: 'suspended' });
  await updateDeveloper(editor, { developerId: idOf(mia), status: 'active' });
  expect(await seen()).toEqual(['active', 'suspended', 'active']);
});

test('nobody changes a password without the one in use now', async () => {
  const jan = await seller.addDeveloper('Jan');
  const password = { current: 'not the password', next: 'another long password' };
  expect(await codeOf(updateDeveloper(jan, { developerId: idOf(jan), password }))).toBe('validation_failed');
  const developerId = idOf(jan);
  expect(await codeOf(updateDeveloper(seller.memberCtx('owner'), { developerId, password }))).toBe(
    'forbidden',
  );
});

test('developers see and change themselves only, and never their status', async () => {
  const kim = await seller.addDeveloper('Kim');
  const lee = await seller.addDeveloper('Lee');
  const eve = await other.addDeveloper('Eve');
  expect((await getDeveloper(kim, { developerId: idOf(kim) })).email).toBe('kim@example.com');
  for (const reader of [lee, eve]) {
    expect(await codeOf(getDeveloper(reader, { developerId: idOf(kim) }))).toBe('not_found');
    expect(await codeOf(updateDeveloper(reader, { developerId: idOf(kim), name: 'Me' }))).toBe('not_found');
  }
  const unblock = { developerId: idOf(kim), status: 'active' as const };
  expect(await codeOf(updateDeveloper(kim, unblock))).toBe('role_insufficient');
  expect(await codeOf(listDevelopers(kim))).toBe('role_insufficient');
});

test('a list is the tenant’s own, finds by name and e-mail, and holds no password', async () => {
  const viewer = seller.memberCtx('viewer');
  const { data } = await listDevelopers(viewer, { page: { size: 100 }, sort: 'email' });
  expect(data.map(({ email }) => email)).not.toContain('eve@example.com');
  expect(JSON.stringify(data)).not.toContain('argon2');
  expect((await listDevelopers(viewer, { filter: { search: 'KIM@' } })).data).toHaveLength(1);
  expect(await codeOf(updateDeveloper(viewer, { developerId: data[0]?.id ?? '', name: 'X' }))).toBe(
    'role_insufficient',
  );
});

test('a member makes a developer who can sign in; a viewer and a developer cannot', async () => {
  const editor = seller.memberCtx('editor');
  const input = { name: 'Grace', email: 'grace@example.com', password: PASSWORD };
  const developer = await createDeveloper(editor, input);
  expect((await signIn('grace@example.com')).developerId).toBe(developer.id);
  expect(await auditActions(editor, developer.id)).toEqual(['developer.created']);
  expect(await codeOf(createDeveloper(editor, { ...input, email: 'GRACE@example.com' }))).toBe('conflict');
  const lesser = [seller.memberCtx('viewer'), seller.memberCtx('finance'), await seller.addDeveloper('Eve')];
  for (const ctx of lesser) {
    expect(await codeOf(createDeveloper(ctx, { ...input, email: 'more@example.com' }))).toBe(
      'role_insufficient',
    );
  }
  const elsewhere = other.memberCtx('owner');
  expect(await codeOf(getDeveloper(elsewhere, { developerId: developer.id }))).toBe('not_found');
});
