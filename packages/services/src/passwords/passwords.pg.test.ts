import { joinTenant } from '@tollgate/testkit/factories/join-tenant';
import { makeMember } from '@tollgate/testkit/factories/make-member';
import { makeSeller, PASSWORD, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions, codeOf } from '@tollgate/testkit/factories/verb-guarantees';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getDeveloperSession } from '../developers/get-developer-session.ts';
import { signInDeveloper } from '../developers/sign-in-developer.ts';
import { updateDeveloper } from '../developers/update-developer.ts';
import { listMails } from '../mails/list-mails.ts';
import { getMemberSession } from '../sign-in/get-member-session.ts';
import { signInMember } from '../sign-in/sign-in-member.ts';
import { mailPasswordReset } from './mail-password-reset.ts';
import { queuePasswordReset } from './queue-password-reset.ts';
import { resetDeveloperPassword } from './reset-developer-password.ts';
import { resetMemberPassword } from './reset-member-password.ts';
import { updateOwnPassword } from './update-own-password.ts';

const NEXT = 'a password nobody had';
const VALID_MS = 30 * 60_000;

let kit: TestServices;
let seller: Seller;
let other: Seller;
let made = 0;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  other = await makeSeller(kit.services, 'Other');
});
afterAll(() => kit.close());

const newMember = () => makeMember(kit.services, seller.memberCtx('owner'), 'viewer');
const signIn = (email: string, password: string) => signInMember(kit.services, { email, password });
const signInDev = (email: string, password: string) =>
  signInDeveloper(kit.services, seller.tenantId, { email, password });

/** The secret of the link that is mailed to who has this e-mail. */
async function mailedSecret(email: string, tenantId: string | null = null): Promise<string> {
  const mail = await mailPasswordReset(kit.services, { email, tenantId });
  return /reset-password\/([\w-]+)/.exec(mail?.body ?? '')?.[1] ?? '';
}
const reset = (secret: string, password = NEXT) => resetMemberPassword(kit.services, { secret, password });

async function newDeveloper() {
  const ctx = await seller.addDeveloper(`Dev${++made}`);
  const developerId = ctx.actor.kind === 'developer' ? ctx.actor.id : '';
  return { ctx, developerId, email: `dev${made}@example.com` };
}

describe('a member changes their own password', () => {
  test('with the current one, and every session but the one that asked ends, in every tenant', async () => {
    const { ctx, email, memberId } = await newMember();
    const elsewhere = await joinTenant(kit.services, other.memberCtx('owner'), email);
    const session = await signIn(email, PASSWORD);
    const renewed = await updateOwnPassword(ctx, { current: PASSWORD, next: NEXT });
    expect(await getMemberSession(kit.services, session)).toBeUndefined();
    expect(await getMemberSession(kit.services, elsewhere)).toBeUndefined();
    expect(await getMemberSession(kit.services, renewed)).toEqual(renewed);
    expect(await codeOf(signIn(email, PASSWORD))).toBe('credentials_wrong');
    // Signing in leads to where this person was last.
    expect((await signIn(email, NEXT)).memberId).toBe(elsewhere.memberId);
    for (const [at, id] of [
      [seller, memberId],
      [other, elsewhere.memberId],
    ] as const)
      expect(await auditActions(at.memberCtx('owner'), id)).toContain('member.password_changed');
  });

  test('not with a wrong one, which is tried as slowly as at sign-in', async () => {
    const { ctx, email } = await newMember();
    const change = (current: string) => codeOf(updateOwnPassword(ctx, { current, next: NEXT }));
    for (let i = 0; i < 10; i++) expect(await change('wrong')).toBe('validation_failed');
    expect(await change(PASSWORD)).toBe('too_many_attempts');
    expect(await codeOf(signIn(email, PASSWORD))).toBe('too_many_attempts');
  });

  test('not to one that is too short, and not as a token or developer', async () => {
    const { ctx } = await newMember();
    const change = { current: PASSWORD, next: NEXT };
    expect(await codeOf(updateOwnPassword(ctx, { ...change, next: 'short' }))).toBe('validation_failed');
    const token = { ...ctx, actor: { kind: 'token', id: 'tok_x', name: 'CI', role: 'owner' } } as const;
    expect(await codeOf(updateOwnPassword(token, change))).toBe('forbidden');
    expect(await codeOf(updateOwnPassword((await newDeveloper()).ctx, change))).toBe('role_insufficient');
  });
});

describe('a member who forgot the password', () => {
  test('sets a new one by the mailed link, which ends all sessions and is recorded', async () => {
    const { email, memberId } = await newMember();
    const session = await signIn(email, PASSWORD);
    expect(await reset(await mailedSecret(email.toUpperCase()))).toEqual({ email });
    expect(await getMemberSession(kit.services, session)).toBeUndefined();
    expect(await codeOf(signIn(email, PASSWORD))).toBe('credentials_wrong');
    expect((await signIn(email, NEXT)).memberId).toBe(memberId);
    expect(await auditActions(seller.memberCtx('owner'), memberId)).toContain('member.password_reset');
  });

  test('signs in at once although wrong guesses had closed the account', async () => {
    const { email } = await newMember();
    for (let i = 0; i < 11; i++) await codeOf(signIn(email, 'wrong'));
    expect(await codeOf(signIn(email, PASSWORD))).toBe('too_many_attempts');
    await reset(await mailedSecret(email));
    expect(await codeOf(signIn(email, NEXT))).toBeUndefined();
  });

  test('uses the link once, also when two open it at the same moment', async () => {
    const { email } = await newMember();
    const secret = await mailedSecret(email);
    const codes = await Promise.all([reset(secret), reset(secret, 'another new password')].map(codeOf));
    expect(codes.toSorted()).toEqual(['not_found', undefined]);
    expect(await codeOf(reset(secret))).toBe('not_found');
  });

  test('has 30 minutes, and only the newest link works', async () => {
    const { email } = await newMember();
    kit.now(new Date('2026-11-10T12:00:00Z'));
    const first = await mailedSecret(email);
    const second = await mailedSecret(email);
    expect(await codeOf(reset(first))).toBe('not_found');
    kit.now(new Date(Date.parse('2026-11-10T12:00:00Z') + VALID_MS));
    expect(await codeOf(reset(second))).toBe('not_found');
    kit.now(new Date(Date.parse('2026-11-10T12:00:00Z') + VALID_MS - 1));
    expect(await codeOf(reset(second, 'short'))).toBe('validation_failed');
    expect(await codeOf(reset(second))).toBeUndefined();
    kit.now(undefined);
    expect(await codeOf(reset('made up'))).toBe('not_found');
    expect(await codeOf(reset(''))).toBe('not_found');
  });

  test('is the only one who reads the link: the outbox withholds it, and it is stored as a hash', async () => {
    const { email } = await newMember();
    const secret = await mailedSecret(email);
    const { data } = await listMails(seller.memberCtx('owner'), { page: { size: 100 } });
    const mail = data.find(({ recipient, subject }) => recipient === email && subject.includes('password'));
    expect(mail?.body).toBe('This mail holds a link to a new password. Only its recipient reads it.');
    expect(JSON.stringify(data)).not.toContain(secret);
    const { rows } = await kit.services.db.system.execute<{ text: string }>(
      sql`select t::text as text from people t union all select t::text from audit_log t`,
    );
    expect(rows.some(({ text }) => text.includes(secret))).toBe(false);
  });
});

describe('asking for a link', () => {
  const ask = (email: string, address = '') =>
    codeOf(queuePasswordReset(kit.services, null, { email, address }));

  test('answers the same for everybody, and queues the same job without looking anybody up', async () => {
    const { email } = await newMember();
    for (const asked of [email, 'nobody@example.com']) {
      expect(await ask(asked)).toBeUndefined();
      const { rows } = await kit.services.db.system.execute(
        sql`select count(*)::int as count from graphile_worker._private_jobs
          where payload::jsonb = ${JSON.stringify({ tenantId: null, email: asked })}::jsonb`,
      );
      expect(rows).toEqual([{ count: 1 }]);
    }
    expect(await ask('no e-mail')).toBe('validation_failed');
  });

  test('mails nobody who is not there, no blocked developer, and no person who is a member of nothing', async () => {
    const mail = (email: string, tenantId: string | null) =>
      mailPasswordReset(kit.services, { email, tenantId });
    const { email, developerId } = await newDeveloper();
    expect(await mail('nobody@example.com', null)).toBeUndefined();
    expect(await mail(email, null)).toBeUndefined();
    expect(await mail(email, other.tenantId)).toBeUndefined();
    await updateDeveloper(seller.memberCtx('editor'), { developerId, status: 'blocked' });
    expect(await mail(email, seller.tenantId)).toBeUndefined();
  });

  test('is refused after ten in 15 minutes for one e-mail or from one address, whoever has the e-mail', async () => {
    for (let i = 0; i < 10; i++) expect(await ask('flooded@example.com')).toBeUndefined();
    expect(await ask('Flooded@example.com')).toBe('too_many_attempts');
    for (let i = 0; i < 10; i++) expect(await ask(`x${i}@example.com`, '192.0.2.1')).toBeUndefined();
    expect(await ask('y@example.com', '192.0.2.1')).toBe('too_many_attempts');
    expect(await ask('y@example.com', '192.0.2.2')).toBeUndefined();
  });
});

test('a developer sets a new password by the link, at their own portal alone, once', async () => {
  const { ctx, email, developerId } = await newDeveloper();
  const session = await signInDev(email, PASSWORD);
  const mail = await mailPasswordReset(kit.services, { email, tenantId: seller.tenantId });
  expect(mail?.body).toContain(`/${seller.slug}/reset-password/`);
  const secret = await mailedSecret(email, seller.tenantId);
  const resetAt = (tenantId: string) =>
    resetDeveloperPassword(kit.services, tenantId, { secret, password: NEXT });
  expect(await codeOf(resetAt(other.tenantId))).toBe('not_found');
  expect(await codeOf(reset(secret))).toBe('not_found');
  expect(await resetAt(seller.tenantId)).toEqual({ email });
  expect(await codeOf(resetAt(seller.tenantId))).toBe('not_found');
  expect(await getDeveloperSession(kit.services, session)).toBeUndefined();
  expect(await codeOf(signInDev(email, PASSWORD))).toBe('credentials_wrong');
  expect(await codeOf(signInDev(email, NEXT))).toBeUndefined();
  expect(await auditActions(ctx, developerId)).toContain('developer.password_reset');
});

test('a developer who was blocked after the mail sets no password', async () => {
  const { email, developerId } = await newDeveloper();
  const secret = await mailedSecret(email, seller.tenantId);
  await updateDeveloper(seller.memberCtx('editor'), { developerId, status: 'blocked' });
  const attempt = resetDeveloperPassword(kit.services, seller.tenantId, { secret, password: NEXT });
  expect(await codeOf(attempt)).toBe('not_found');
});
