import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions, codeOf, feedEntries } from '@tollgate/testkit/factories/verb-guarantees';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../context/ctx.ts';
import { signInMember } from './sign-in-member.ts';
import { signUpTenant } from './sign-up-tenant.ts';

let kit: TestServices;
let people = 0;

beforeAll(async () => {
  kit = await makeServices();
});
afterAll(() => kit.close());

const input = (tenantName: string, email = `founder-${++people}@example.com`) => ({
  ...{ tenantName, email },
  name: 'Fay Founder',
  password: 'correct horse battery',
});
const signUp = (tenantName: string, email?: string) => signUpTenant(kit.services, input(tenantName, email));
const countOf = async () => {
  const { rows } = await kit.services.db.system.execute(
    sql`select (select count(*) from tenants) || '/' || (select count(*) from people) || '/' ||
      (select count(*) from members) || '/' || (select count(*) from audit_log) as counts`,
  );
  return rows[0]?.counts;
};

test('a sign-up makes a tenant and its owner, who signs in; it is audited and told to the gateways', async () => {
  kit.now(new Date('2026-01-05T10:00:00.123Z'));
  const values = input('Atlas');
  const { tenantId, memberId, slug } = await signUpTenant(kit.services, values);
  expect(slug).toBe('atlas');
  const session = await signInMember(kit.services, { email: values.email, password: values.password });
  expect(session).toMatchObject({ tenantId, memberId, role: 'owner', tenantName: 'Atlas' });
  const actor = { kind: 'member', id: memberId, name: 'Fay', role: 'owner' } as const;
  const ctx: Ctx = { ...kit.services, tenantId, actor, requestId: 'req' };
  expect(await auditActions(ctx, tenantId)).toEqual(['tenant.created']);
  expect(await feedEntries(ctx)).toEqual([`tenant:${tenantId}`]);
  const { rows } = await kit.services.db.system.execute<{ at: Date }>(
    sql`select created_at::text as at from members where id = ${memberId}
      union select created_at::text from people where email = ${values.email}`,
  );
  expect(rows).toHaveLength(1);
  expect(new Date(rows[0]?.at ?? 0).toISOString()).toBe('2026-01-05T10:00:00.123Z');
});

test('one e-mail signs up once, whatever its case, and the refused try leaves nothing', async () => {
  await signUp('First', 'Grace@Example.com');
  const before = await countOf();
  for (const email of ['grace@example.com', 'GRACE@EXAMPLE.COM', ' Grace@Example.com ']) {
    const error = await signUp('Second', email).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'conflict', errors: [{ location: 'email' }] });
  }
  expect(await countOf()).toBe(before);
});

test('one e-mail signs up once, also when it is sent five times at once', async () => {
  const codes = await Promise.all(
    Array.from({ length: 5 }, () => codeOf(signUp('Twice', 'twice@example.com'))),
  );
  expect(codes.filter((code) => code === undefined)).toHaveLength(1);
  expect(codes.filter((code) => code === 'conflict')).toHaveLength(4);
});

test('tenants of one name get slugs of their own, also when all sign up at once', async () => {
  const made = await Promise.all(Array.from({ length: 8 }, () => signUp('Twins & Co')));
  expect(made.map(({ slug }) => slug).toSorted()).toEqual([
    'twins-co',
    ...[2, 3, 4, 5, 6, 7, 8].map((number) => `twins-co-${number}`),
  ]);
});

test('names that share 48 letters, and names that leave no letter, get slugs of their own too', async () => {
  const long = 'x'.repeat(60);
  const slugs = [await signUp(long), await signUp(long), await signUp('🚀'), await signUp('天気')].map(
    ({ slug }) => slug,
  );
  expect(slugs).toEqual(['x'.repeat(48), `${'x'.repeat(46)}-2`, 'tenant', 'tenant-2']);
});

test.each(['api', 'www', 'admin', 'console', 'portal', 'gateway', 'status', 'auth', 'API', '_next'])(
  'the name %s does not get an address that means something else',
  async (name) => {
    const { slug } = await signUp(name);
    expect(['api', 'www', 'admin', 'console', 'portal', 'gateway', 'status', 'auth']).not.toContain(slug);
  },
);

describe('refused, and nothing stored', () => {
  test.each([
    ['a short password', { password: 'short' }, 'password'],
    ['a password of 10,000 letters', { password: 'x'.repeat(10_000) }, 'password'],
    ['no e-mail', { email: 'fay' }, 'email'],
    ['two e-mails', { email: 'a@b.example,c@d.example' }, 'email'],
    ['an e-mail with a line break', { email: 'a@b.example\nbcc: x@y.example' }, 'email'],
    ['an e-mail of 10,000 letters', { email: `${'x'.repeat(10_000)}@example.com` }, 'email'],
    ['a name with a zero byte', { name: 'a\0b' }, 'name'],
    ['a name that turns the text around', { name: '\u202eelgaE' }, 'name'],
    ['a tenant’s name of 10,000 letters', { tenantName: 'x'.repeat(10_000) }, 'tenantName'],
    ['a tenant’s name of spaces', { tenantName: '   ' }, 'tenantName'],
    ['a role of one’s own choice', { role: 'owner' }, 'role'],
    ['a slug of one’s own choice', { slug: 'api' }, 'slug'],
    ['an id of one’s own choice', { tenantId: 'tnt_1' }, 'tenantId'],
  ])('%s', async (_, change, location) => {
    const before = await countOf();
    const error = await signUpTenant(kit.services, { ...input('Refused'), ...change }).catch(
      (thrown) => thrown,
    );
    expect(error).toMatchObject({ code: 'validation_failed', errors: [{ location }] });
    expect(await countOf()).toBe(before);
  });
});
