import { joinTenant } from '@tollgate/testkit/factories/join-tenant';
import { makeMember } from '@tollgate/testkit/factories/make-member';
import { makeSeller, PASSWORD, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { codeOf } from '@tollgate/testkit/factories/verb-guarantees';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deleteMember } from '../members/delete-member.ts';
import { enterTenant } from './enter-tenant.ts';
import { getMemberSession } from './get-member-session.ts';
import { listOwnTenants } from './list-own-tenants.ts';
import { signInMember } from './sign-in-member.ts';

let kit: TestServices;
let atlas: Seller;
let boreas: Seller;

beforeAll(async () => {
  kit = await makeServices();
  atlas = await makeSeller(kit.services, 'Atlas');
  boreas = await makeSeller(kit.services, 'Boreas');
});
afterAll(() => kit.close());

const signIn = (email: string) => signInMember(kit.services, { email, password: PASSWORD });

/** A viewer of Atlas who is an editor of Boreas as well. */
async function memberOfTwo() {
  const { ctx, email, memberId } = await makeMember(kit.services, atlas.memberCtx('owner'), 'viewer');
  const second = await joinTenant(kit.services, boreas.memberCtx('owner'), email, 'editor');
  return { ctx, email, memberId, second };
}

test('a person sees the tenants they are a member of, with their role in each, and no others', async () => {
  const { ctx } = await memberOfTwo();
  expect(await listOwnTenants(ctx)).toEqual([
    { id: atlas.tenantId, name: 'Atlas', role: 'viewer' },
    { id: boreas.tenantId, name: 'Boreas', role: 'editor' },
  ]);
  const alone = await makeMember(kit.services, atlas.memberCtx('owner'), 'viewer');
  expect(await listOwnTenants(alone.ctx)).toHaveLength(1);
});

test('they enter another with the role they have there, and sign-in leads to the one joined or entered last', async () => {
  const { ctx, email, second } = await memberOfTwo();
  expect((await signIn(email)).tenantId).toBe(boreas.tenantId);
  await enterTenant(ctx, { tenantId: atlas.tenantId });
  expect((await signIn(email)).tenantId).toBe(atlas.tenantId);
  const session = await enterTenant(ctx, { tenantId: boreas.tenantId });
  expect(session).toMatchObject({ tenantId: boreas.tenantId, memberId: second.memberId, role: 'editor' });
  expect(await getMemberSession(kit.services, session)).toEqual(session);
  expect((await signIn(email)).tenantId).toBe(boreas.tenantId);
});

test('what they are no member of, or no longer, does not exist for them', async () => {
  const { ctx, email, second } = await memberOfTwo();
  const stranger = await makeSeller(kit.services, 'Stranger');
  for (const tenantId of [stranger.tenantId, 'tnt_nobody', ''])
    expect(await codeOf(enterTenant(ctx, { tenantId }))).toBe('not_found');
  const { tenantId } = await enterTenant(ctx, { tenantId: boreas.tenantId });
  await deleteMember(boreas.memberCtx('owner'), { memberId: second.memberId });
  expect(await codeOf(enterTenant(ctx, { tenantId }))).toBe('not_found');
  expect((await signIn(email)).tenantId).toBe(atlas.tenantId);
});

test('tokens and developers are of one tenant and enter no other', async () => {
  const { ctx } = await memberOfTwo();
  const token = { ...ctx, actor: { kind: 'token', id: 'tok_x', name: 'CI', role: 'owner' } } as const;
  expect(await listOwnTenants(token)).toEqual([]);
  expect(await codeOf(enterTenant(token, { tenantId: boreas.tenantId }))).toBe('not_found');
  const developer = await atlas.addDeveloper('Dev');
  expect(await codeOf(enterTenant(developer, { tenantId: boreas.tenantId }))).toBe('role_insufficient');
});
