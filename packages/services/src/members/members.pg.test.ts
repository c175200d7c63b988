import { makeMember } from '@tollgate/testkit/factories/make-member';
import { makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions, codeOf } from '@tollgate/testkit/factories/verb-guarantees';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../context/ctx.ts';
import { authenticateToken } from '../tokens/authenticate-token.ts';
import { createToken } from '../tokens/create-token.ts';
import { deleteMember } from './delete-member.ts';
import { listMembers } from './list-members.ts';
import { updateMember } from './update-member.ts';

let kit: TestServices;
let seller: Seller;
let owner: Ctx;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  owner = seller.memberCtx('owner');
});
afterAll(() => kit.close());

const ownId = (ctx: Ctx) => (ctx.actor.kind === 'member' ? ctx.actor.id : '');
const ownersOf = async (ctx: Ctx) =>
  (await listMembers(ctx, { page: { size: 100 }, filter: { role: 'owner' } })).data.map(({ id }) => id);

test('a role changes and the audit log shows it before and after', async () => {
  const { memberId } = await makeMember(kit.services, owner, 'viewer');
  expect((await updateMember(owner, { memberId, role: 'finance' })).role).toBe('finance');
  await deleteMember(owner, { memberId });
  expect(await auditActions(owner, memberId)).toEqual(['member.created', 'member.updated', 'member.deleted']);
  expect((await listMembers(owner, { page: { size: 100 } })).data.map(({ id }) => id)).not.toContain(
    memberId,
  );
  expect(await codeOf(deleteMember(owner, { memberId }))).toBe('not_found');
  expect(await codeOf(updateMember(owner, { memberId, role: 'viewer' }))).toBe('not_found');
});

test('an admin makes no owner, unmakes none, and deletes none', async () => {
  const admin = (await makeMember(kit.services, owner, 'admin')).ctx;
  const { memberId } = await makeMember(kit.services, owner, 'viewer');
  expect(await codeOf(updateMember(admin, { memberId, role: 'owner' }))).toBe('role_insufficient');
  expect((await updateMember(admin, { memberId, role: 'admin' })).role).toBe('admin');
  expect(await codeOf(updateMember(admin, { memberId: ownId(owner), role: 'viewer' }))).toBe(
    'role_insufficient',
  );
  expect(await codeOf(deleteMember(admin, { memberId: ownId(owner) }))).toBe('role_insufficient');
});

test('nobody changes or deletes themself', async () => {
  const admin = await makeMember(kit.services, owner, 'admin');
  expect(await codeOf(updateMember(admin.ctx, { memberId: admin.memberId, role: 'viewer' }))).toBe(
    'conflict',
  );
  expect(await codeOf(deleteMember(admin.ctx, { memberId: admin.memberId }))).toBe('conflict');
  expect(await codeOf(updateMember(owner, { memberId: ownId(owner), role: 'viewer' }))).toBe('conflict');
});

describe('a tenant always has an owner', () => {
  test('a token of an owner cannot unmake or delete the last one', async () => {
    const alone = await makeSeller(kit.services, 'Alone');
    const ctx = alone.memberCtx('owner');
    const { secret } = await createToken(ctx, { name: 'CI', role: 'owner' });
    const token = await authenticateToken(kit.services, secret, 'req');
    expect(await codeOf(updateMember(token, { memberId: ownId(ctx), role: 'admin' }))).toBe('conflict');
    expect(await codeOf(deleteMember(token, { memberId: ownId(ctx) }))).toBe('conflict');
    expect(await ownersOf(ctx)).toEqual([ownId(ctx)]);
  });

  test('two owners who unmake each other at the same moment leave one, again and again', async () => {
    for (let round = 0; round < 6; round++) {
      const first = (await makeSeller(kit.services, 'Pair')).memberCtx('owner');
      const second = await makeMember(kit.services, first, 'owner');
      const verb = round % 2 === 0 ? updateMember : deleteMember;
      const change = (memberId: string) =>
        verb === updateMember ? { memberId, role: 'viewer' } : { memberId };
      const codes = await Promise.all([
        codeOf(verb(first, change(second.memberId) as never)),
        codeOf(verb(second.ctx, change(ownId(first)) as never)),
      ]);
      expect(codes.toSorted()).toEqual(['conflict', undefined]);
      expect(await ownersOf(first)).toHaveLength(1);
    }
  });
});

test('a list is the tenant’s own, is searched by name and e-mail as typed, and holds no secret', async () => {
  const other = await makeSeller(kit.services, 'Other');
  const stranger = await makeMember(kit.services, other.memberCtx('owner'), 'viewer');
  const mine = await makeMember(kit.services, owner, 'viewer');
  const viewer = seller.memberCtx('viewer');
  const { data } = await listMembers(viewer, { page: { size: 100 } });
  expect(data.map(({ id }) => id)).toContain(mine.memberId);
  expect(data.map(({ id }) => id)).not.toContain(stranger.memberId);
  expect(Object.keys(data[0] ?? {}).toSorted()).toEqual(['createdAt', 'email', 'id', 'name', 'role']);
  expect((await listMembers(viewer, { filter: { search: mine.email.toUpperCase() } })).data).toHaveLength(1);
  expect((await listMembers(viewer, { filter: { search: '%' } })).data).toEqual([]);
  expect((await listMembers(viewer, { filter: { search: '_____' } })).data).toEqual([]);
  expect(await codeOf(listMembers(viewer, { filter: { search: '\0' } }))).toBe('validation_failed');
  expect(await codeOf(listMembers(await seller.addDeveloper('Dev')))).toBe('role_insufficient');
});
