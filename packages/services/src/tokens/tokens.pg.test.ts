import { makeMember } from '@tollgate/testkit/factories/make-member';
import { makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions, codeOf } from '@tollgate/testkit/factories/verb-guarantees';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemCtx } from '../context/system-ctx.ts';
import { deleteMember } from '../members/delete-member.ts';
import { updateMember } from '../members/update-member.ts';
import { createProduct } from '../products/create-product.ts';
import { authenticateToken } from './authenticate-token.ts';
import { createToken } from './create-token.ts';
import { listTokens } from './list-tokens.ts';
import { revokeToken } from './revoke-token.ts';

let kit: TestServices;
let seller: Seller;
let other: Seller;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  other = await makeSeller(kit.services, 'Other');
});
beforeEach(() => kit.now(new Date()));
afterAll(() => kit.close());

const inMinutes = (minutes: number) => new Date(kit.services.now().getTime() + minutes * 60_000);
const create = (values: object = {}) =>
  createToken(seller.memberCtx('owner'), { name: 'CI', role: 'editor', ...values });
const authenticate = (secret: string) => authenticateToken(kit.services, secret, 'req_1');

test('a token acts in its tenant with its role, and the audit log names it', async () => {
  const { token, secret } = await create();
  expect(secret).toMatch(/^tg_pat_[0-9A-Za-z]{30}$/);
  expect(secret.startsWith(token.preview)).toBe(true);
  const ctx = await authenticate(secret);
  expect(ctx).toMatchObject({
    tenantId: seller.tenantId,
    actor: { kind: 'token', id: token.id, role: 'editor' },
  });
  const product = await createProduct(ctx, { name: 'Made by CI' });
  expect(await auditActions(ctx, product.id)).toEqual(['product.created']);
  expect(
    await codeOf(create.call(null, {}).then(() => createToken(ctx, { name: 'X', role: 'viewer' }))),
  ).toBe('role_insufficient');
});

test('nobody makes a token with more rights than their own', async () => {
  const admin = seller.memberCtx('admin');
  expect(await codeOf(createToken(admin, { name: 'X', role: 'owner' }))).toBe('role_insufficient');
  expect(await codeOf(createToken(admin, { name: 'X', role: 'admin' }))).toBeUndefined();
});

describe('a token never carries more than the member behind it may do now', () => {
  const roleOf = async (secret: string) => {
    const { actor } = await authenticate(secret);
    return actor.kind === 'token' ? actor.role : undefined;
  };
  const shown = async (tokenId: string) => {
    const { data } = await listTokens(seller.memberCtx('viewer'), { page: { size: 100 } });
    return data.find(({ id }) => id === tokenId);
  };

  test('a demotion lowers it at once, a promotion gives back no more than it was made for', async () => {
    const owner = seller.memberCtx('owner');
    const maker = await makeMember(kit.services, owner, 'admin');
    const { token, secret } = await createToken(maker.ctx, { name: 'CI', role: 'editor' });
    for (const [role, effective] of [
      ['viewer', 'viewer'],
      ['finance', 'viewer'],
      ['editor', 'editor'],
      ['owner', 'editor'],
    ] as const) {
      await updateMember(owner, { memberId: maker.memberId, role });
      expect(await roleOf(secret), role).toBe(effective);
      expect(await shown(token.id)).toMatchObject({
        role: 'editor',
        effectiveRole: effective,
        status: 'active',
      });
    }
  });

  test('it is refused once that member has left, also when they are invited again', async () => {
    const owner = seller.memberCtx('owner');
    const maker = await makeMember(kit.services, owner, 'admin');
    const { token, secret } = await createToken(maker.ctx, { name: 'CI', role: 'viewer' });
    await deleteMember(owner, { memberId: maker.memberId });
    expect(await codeOf(authenticate(secret))).toBe('token_invalid');
    expect(await shown(token.id)).toMatchObject({ effectiveRole: null, status: 'maker_left' });
    const revoked = await revokeToken(owner, { tokenId: token.id });
    expect(revoked.status).toBe('revoked');
  });

  test('a token made by a token stands and falls with the same member, and outlives its predecessor', async () => {
    const owner = seller.memberCtx('owner');
    const maker = await makeMember(kit.services, owner, 'admin');
    const first = await createToken(maker.ctx, { name: 'First', role: 'admin' });
    const second = await createToken(await authenticate(first.secret), { name: 'Second', role: 'admin' });
    await revokeToken(owner, { tokenId: first.token.id });
    const third = await createToken(await authenticate(second.secret), { name: 'Third', role: 'editor' });
    await updateMember(owner, { memberId: maker.memberId, role: 'finance' });
    expect([await roleOf(second.secret), await roleOf(third.secret)]).toEqual(['finance', 'viewer']);
    const weak = await authenticate(second.secret);
    expect(await codeOf(createToken(weak, { name: 'Fourth', role: 'viewer' }))).toBe('role_insufficient');
    await deleteMember(owner, { memberId: maker.memberId });
    for (const { secret } of [second, third])
      expect(await codeOf(authenticate(secret))).toBe('token_invalid');
  });

  test('one that the installation made has the role it was given', async () => {
    const { token, secret } = await createToken(systemCtx(kit.services, seller.tenantId, 'setup'), {
      name: 'Setup',
      role: 'admin',
    });
    expect(token).toMatchObject({ effectiveRole: 'admin', status: 'active' });
    expect(await roleOf(secret)).toBe('admin');
  });
});

test('the secret is told once and stored nowhere', async () => {
  const { token, secret } = await create();
  const { rows } = await kit.services.db.system.execute<{ text: string }>(
    sql`select t::text as text from tokens t union all select t::text from audit_log t`,
  );
  expect(rows.some(({ text }) => text.includes(secret))).toBe(false);
  const list = JSON.stringify(await listTokens(seller.memberCtx('viewer')));
  expect(list).toContain(token.id);
  expect(list).not.toContain(secret);
  expect(list).not.toMatch(/hash/);
});

describe('refused with token_invalid', () => {
  test('a revoked token, at once; revoking it again changes nothing', async () => {
    const { token, secret } = await create();
    const ctx = seller.memberCtx('admin');
    const revoked = await revokeToken(ctx, { tokenId: token.id });
    expect(revoked.status).toBe('revoked');
    expect(await codeOf(authenticate(secret))).toBe('token_invalid');
    expect(await revokeToken(ctx, { tokenId: token.id })).toEqual(revoked);
    expect(await auditActions(ctx, token.id)).toEqual(['token.created', 'token.revoked']);
  });

  test('an expired token, from the millisecond of its end', async () => {
    const expiresAt = inMinutes(5);
    const { secret } = await create({ expiresAt: expiresAt.toISOString() });
    kit.now(new Date(expiresAt.getTime() - 1));
    expect(await codeOf(authenticate(secret))).toBeUndefined();
    kit.now(expiresAt);
    expect(await codeOf(authenticate(secret))).toBe('token_invalid');
    const { data } = await listTokens(seller.memberCtx('viewer'), { page: { size: 100 } });
    expect(data.find((token) => token.expiresAt === expiresAt.toISOString())?.status).toBe('expired');
  });

  test('a wrong checksum, another prefix, a well-formed stranger, and nothing', async () => {
    const { secret } = await create();
    const flipped = secret.slice(0, -1) + (secret.endsWith('A') ? 'B' : 'A');
    for (const text of [flipped, secret.replace('tg_pat', 'tg_live'), ` ${secret}`, `${secret}\0`, '']) {
      expect(await codeOf(authenticate(text)), text).toBe('token_invalid');
    }
  });
});

test('a token that would be expired already, or expires at no time there is, is refused', async () => {
  for (const expiresAt of [inMinutes(0).toISOString(), inMinutes(-1).toISOString()])
    expect(await codeOf(create({ expiresAt }))).toBe('validation_failed');
  for (const expiresAt of ['tomorrow', '2030-02-30T00:00:00Z', '2030-01-01', '+275760-01-01T00:00:00Z', 7])
    expect(await codeOf(create({ expiresAt }))).toBe('validation_failed');
});

test('the time of its last use is kept to the minute, without a write for each use', async () => {
  const { token, secret } = await create();
  const lastUse = async () =>
    (await listTokens(seller.memberCtx('viewer'), { page: { size: 100 } })).data.find(
      ({ id }) => id === token.id,
    )?.lastUsedAt;
  expect(await lastUse()).toBeNull();
  const first = kit.services.now();
  await authenticate(secret);
  kit.now(inMinutes(0.5));
  await authenticate(secret);
  expect(await lastUse()).toBe(first.toISOString());
  kit.now(inMinutes(1));
  await authenticate(secret);
  expect(await lastUse()).toBe(kit.services.now().toISOString());
});

test('a list is the tenant’s own', async () => {
  const { token } = await createToken(other.memberCtx('owner'), { name: 'Theirs', role: 'viewer' });
  const { data } = await listTokens(seller.memberCtx('viewer'), { page: { size: 100 } });
  expect(data.map(({ id }) => id)).not.toContain(token.id);
});
