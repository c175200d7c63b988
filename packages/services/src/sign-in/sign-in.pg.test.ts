import { makeMember } from '@tollgate/testkit/factories/make-member';
import { makeSeller, PASSWORD, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { codeOf } from '@tollgate/testkit/factories/verb-guarantees';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deleteMember } from '../members/delete-member.ts';
import { updateMember } from '../members/update-member.ts';
import { getMemberSession } from './get-member-session.ts';
import { signInMember } from './sign-in-member.ts';

let kit: TestServices;
let seller: Seller;
let members = 0;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
});
afterAll(() => kit.close());

const signIn = (email: string, password = PASSWORD, address?: string) =>
  signInMember(kit.services, { email, password, ...(address ? { address } : {}) });
const newMember = () => makeMember(kit.services, seller.memberCtx('owner'), 'viewer');
const failTimes = async (count: number, attempt: () => Promise<unknown>) => {
  for (let i = 0; i < count; i++) expect(await codeOf(attempt())).toBe('credentials_wrong');
};

test('a member signs in with any case of the e-mail and spaces around it', async () => {
  const { email, memberId } = await newMember();
  const session = await signIn(`  ${email.toUpperCase()} `);
  expect(session).toMatchObject({
    tenantId: seller.tenantId,
    tenantSlug: seller.slug,
    memberId,
    role: 'viewer',
  });
  expect(await getMemberSession(kit.services, session)).toEqual(session);
});

test('an unknown e-mail and a wrong password get one answer, word for word', async () => {
  const { email } = await newMember();
  const answers = await Promise.all(
    [
      signIn(email, 'wrong password!'),
      signIn('nobody@example.com'),
      signIn('', ''),
      signIn("' or 1=1 --"),
    ].map((attempt) => attempt.catch((error: Error & { code: string }) => JSON.stringify({ ...error }))),
  );
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toContain('credentials_wrong');
});

test('an unknown e-mail takes as long as a wrong password, so time tells nothing', async () => {
  const { email } = await newMember();
  await codeOf(signIn(email, 'wrong'));
  const medianMs = async (attempt: () => Promise<unknown>) => {
    const times: number[] = [];
    for (let i = 0; i < 7; i++) {
      const startMs = performance.now();
      await codeOf(attempt());
      times.push(performance.now() - startMs);
    }
    return times.sort((a, b) => a - b)[3] as number;
  };
  const known = await medianMs(() => signIn(email, 'wrong'));
  const unknown = await medianMs(() => signIn(`nobody-${++members}@example.com`, 'wrong'));
  expect(unknown).toBeGreaterThan(known / 3);
  expect(unknown).toBeLessThan(known * 3);
});

describe('guessing is slowed down', () => {
  test('ten failures close the account for 15 minutes, also to the right password, and no other account', async () => {
    const [one, other] = [await newMember(), await newMember()];
    await failTimes(10, () => signIn(one.email, 'wrong'));
    expect(await codeOf(signIn(one.email))).toBe('too_many_attempts');
    expect(await codeOf(signIn(one.email.toUpperCase()))).toBe('too_many_attempts');
    expect(await codeOf(signIn(other.email))).toBeUndefined();
    kit.now(new Date(Date.now() + 14 * 60_000));
    expect(await codeOf(signIn(one.email))).toBe('too_many_attempts');
    kit.now(new Date(Date.now() + 16 * 60_000));
    expect(await codeOf(signIn(one.email))).toBeUndefined();
  });

  test('an e-mail that nobody has is slowed down like any other', async () => {
    await failTimes(10, () => signIn('ghost@example.com', 'wrong'));
    expect(await codeOf(signIn('ghost@example.com', 'wrong'))).toBe('too_many_attempts');
  });

  test('guesses made all at once count as well: only ten of forty are looked at', async () => {
    const { email } = await newMember();
    const codes = await Promise.all(Array.from({ length: 40 }, () => codeOf(signIn(email, 'wrong'))));
    expect(codes.filter((code) => code === 'credentials_wrong')).toHaveLength(10);
    expect(codes.filter((code) => code === 'too_many_attempts')).toHaveLength(30);
  });

  test('a success forgets the failures before it', async () => {
    const { email } = await newMember();
    await failTimes(9, () => signIn(email, 'wrong'));
    expect(await codeOf(signIn(email))).toBeUndefined();
    await failTimes(9, () => signIn(email, 'wrong'));
    expect(await codeOf(signIn(email))).toBeUndefined();
  });

  test('an address that tries many e-mails is closed, a right one among them does not open it again', async () => {
    const { email } = await newMember();
    const address = '192.0.2.7';
    await failTimes(9, () => signIn(`victim-${++members}@example.com`, 'wrong', address));
    expect(await codeOf(signIn(email, PASSWORD, address))).toBeUndefined();
    await failTimes(1, () => signIn(`victim-${++members}@example.com`, 'wrong', address));
    expect(await codeOf(signIn(email, PASSWORD, address))).toBe('too_many_attempts');
    expect(await codeOf(signIn(email, PASSWORD, '192.0.2.8'))).toBeUndefined();
  });

  test('a closed address cannot lock other people out', async () => {
    const { email } = await newMember();
    const address = '192.0.2.9';
    await failTimes(10, () => signIn(`victim-${++members}@example.com`, 'wrong', address));
    for (let i = 0; i < 15; i++)
      expect(await codeOf(signIn(email, 'wrong', address))).toBe('too_many_attempts');
    expect(await codeOf(signIn(email))).toBeUndefined();
  });
});

describe('a session', () => {
  test('ends when the role changes, and a new one has the new role', async () => {
    const { email, memberId } = await newMember();
    const session = await signIn(email);
    await updateMember(seller.memberCtx('owner'), { memberId, role: 'editor' });
    expect(await getMemberSession(kit.services, session)).toBeUndefined();
    expect((await signIn(email)).role).toBe('editor');
  });

  test('ends when the member is deleted, who cannot sign in again', async () => {
    const { email, memberId } = await newMember();
    const session = await signIn(email);
    await deleteMember(seller.memberCtx('owner'), { memberId });
    expect(await getMemberSession(kit.services, session)).toBeUndefined();
    expect(await codeOf(signIn(email))).toBe('credentials_wrong');
  });

  test('of one tenant is none in another, and a made-up one is none at all', async () => {
    const { email } = await newMember();
    const session = await signIn(email);
    const other = await makeSeller(kit.services, 'Other');
    expect(await getMemberSession(kit.services, { ...session, tenantId: other.tenantId })).toBeUndefined();
    expect(await getMemberSession(kit.services, { ...session, tenantId: '' })).toBeUndefined();
    expect(
      await getMemberSession(kit.services, { ...session, sessionVersion: session.sessionVersion + 1 }),
    ).toBeUndefined();
  });
});

test('no password and no session version leaves in a session but its own', async () => {
  const { email } = await newMember();
  expect(JSON.stringify(await signIn(email))).not.toMatch(/argon2|hash/i);
  const { rows } = await kit.services.db.system.execute<{ hash: string }>(
    sql`select password_hash as hash from people`,
  );
  for (const { hash } of rows) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});
