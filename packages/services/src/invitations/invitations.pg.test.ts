import { makeMember } from '@tollgate/testkit/factories/make-member';
import { makeSeller, PASSWORD, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions, codeOf } from '@tollgate/testkit/factories/verb-guarantees';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '../context/ctx.ts';
import { listMails } from '../mails/list-mails.ts';
import { listMembers } from '../members/list-members.ts';
import { signInMember } from '../sign-in/sign-in-member.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { createInvitation } from './create-invitation.ts';
import { deleteInvitation } from './delete-invitation.ts';
import { listInvitations } from './list-invitations.ts';

const DAY_MS = 86_400_000;
let kit: TestServices;
let seller: Seller;
let other: Seller;
let owner: Ctx;
let admin: Ctx;
let people = 0;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  other = await makeSeller(kit.services, 'Other');
  owner = seller.memberCtx('owner');
  admin = (await makeMember(kit.services, owner, 'admin')).ctx;
});
beforeEach(() => kit.now(new Date()));
afterAll(() => kit.close());

const newEmail = () => `guest-${++people}@example.com`;
const invite = async (email = newEmail(), ctx = owner, role: 'viewer' | 'owner' = 'viewer') => {
  const { invitation, url } = await createInvitation(ctx, { email, role });
  return { email, invitation, url, secret: url.slice(url.lastIndexOf('/') + 1) };
};
const accept = (secret: string, password = PASSWORD) =>
  acceptInvitation(kit.services, { secret, name: 'Gil Guest', password });

test('an invitation makes a member who signs in with the password they chose', async () => {
  const { email, invitation, secret } = await invite();
  const session = await accept(secret);
  expect(session).toMatchObject({ tenantId: seller.tenantId, role: 'viewer', email, name: 'Gil Guest' });
  expect((await signInMember(kit.services, { email, password: PASSWORD })).memberId).toBe(session.memberId);
  expect(await auditActions(owner, invitation.id)).toEqual(['invitation.created']);
  expect(await auditActions(owner, session.memberId)).toEqual(['member.created']);
  const { data } = await listInvitations(owner, { page: { size: 100 } });
  expect(data.map(({ id }) => id)).not.toContain(invitation.id);
});

describe('a link', () => {
  test('works once, also when it is opened five times at once', async () => {
    const { email, secret } = await invite();
    const codes = await Promise.all(Array.from({ length: 5 }, () => codeOf(accept(secret))));
    expect(codes.filter((code) => code === undefined)).toHaveLength(1);
    expect(await codeOf(accept(secret))).toBe('not_found');
    const { data } = await listMembers(owner, { filter: { search: email } });
    expect(data).toHaveLength(1);
  });

  test('expires after a week, to the second', async () => {
    const { secret, invitation } = await invite();
    const expiresAtMs = new Date(invitation.expiresAt).getTime();
    expect(expiresAtMs - kit.services.now().getTime()).toBe(7 * DAY_MS);
    kit.now(new Date(expiresAtMs));
    expect(await codeOf(accept(secret))).toBe('not_found');
    kit.now(new Date(expiresAtMs - 1));
    expect(await codeOf(accept(secret))).toBeUndefined();
  });

  test('that was taken back or made up opens nothing', async () => {
    const { secret, invitation } = await invite();
    await deleteInvitation(owner, { invitationId: invitation.id });
    expect(await codeOf(accept(secret))).toBe('not_found');
    expect(await codeOf(accept(''))).toBe('not_found');
    expect(await codeOf(accept('A'.repeat(32)))).toBe('not_found');
    expect(await auditActions(owner, invitation.id)).toEqual(['invitation.created', 'invitation.deleted']);
    expect(await codeOf(deleteInvitation(owner, { invitationId: invitation.id }))).toBe('not_found');
  });

  test('is stored nowhere but in the mail', async () => {
    const { secret, invitation } = await invite();
    const { rows } = await kit.services.db.system.execute<{ text: string }>(
      sql`select t::text as text from invitations t union all select t::text from audit_log t`,
    );
    expect(rows.some(({ text }) => text.includes(secret))).toBe(false);
    expect(JSON.stringify(invitation)).not.toContain(secret);
  });
});

describe('who has an account already', () => {
  test('joins with its password and keeps it', async () => {
    const guest = await makeMember(kit.services, other.memberCtx('owner'), 'viewer');
    const { secret } = await invite(guest.email);
    expect(await codeOf(accept(secret, 'a password of an attacker'))).toBe('credentials_wrong');
    expect((await accept(secret)).tenantId).toBe(seller.tenantId);
    expect(
      await codeOf(signInMember(kit.services, { email: guest.email, password: PASSWORD })),
    ).toBeUndefined();
  });

  test('is safe from an inviter who guesses: ten tries close the account, for signing in as well', async () => {
    const guest = await makeMember(kit.services, other.memberCtx('owner'), 'viewer');
    const { secret } = await invite(guest.email.toUpperCase());
    for (let i = 0; i < 10; i++)
      expect(await codeOf(accept(secret, `a wrong guess ${i}`))).toBe('credentials_wrong');
    expect(await codeOf(accept(secret))).toBe('too_many_attempts');
    const again = await invite(guest.email);
    expect(await codeOf(accept(again.secret))).toBe('too_many_attempts');
  });

  test('joins a tenant once: a second invitation is a conflict', async () => {
    const email = newEmail();
    const [first, second] = [await invite(email), await invite(email.toUpperCase())];
    await accept(first.secret);
    expect(await codeOf(accept(second.secret))).toBe('conflict');
    expect(await codeOf(invite(email.toUpperCase()))).toBe('conflict');
    expect((await listMembers(owner, { filter: { search: email } })).data).toHaveLength(1);
  });
});

test('an admin invites no owner, and reads no link in the outbox that would make one', async () => {
  expect(await codeOf(invite(newEmail(), admin, 'owner'))).toBe('role_insufficient');
  const { secret } = await invite(newEmail(), owner, 'owner');
  const plain = await invite();
  const bodies = async (ctx: Ctx) =>
    JSON.stringify((await listMails(ctx, { page: { size: 100 } })).data.map(({ body }) => body));
  expect(await bodies(owner)).toContain(secret);
  expect(await bodies(admin)).not.toContain(secret);
  expect(await bodies(admin)).toContain(plain.secret);
});

test('the mail goes to the invited person and a job to send it is queued with it', async () => {
  const { email, url } = await invite();
  const { data } = await listMails(owner, { page: { size: 1 } });
  expect(data[0]).toMatchObject({ recipient: email, status: 'queued' });
  expect(data[0]?.body).toContain(url);
  expect(url.startsWith('http://console.test/invitation/')).toBe(true);
  const { rows } = await kit.services.db.system.execute(
    sql`select count(*)::int as count from graphile_worker._private_jobs
      where payload::jsonb = ${JSON.stringify({ tenantId: seller.tenantId, mailId: data[0]?.id })}::jsonb`,
  );
  expect(rows).toEqual([{ count: 1 }]);
});

test('a list is the tenant’s own', async () => {
  await invite(newEmail(), other.memberCtx('owner'));
  const emails = (await listInvitations(seller.memberCtx('viewer'), { page: { size: 100 } })).data.map(
    ({ email }) => email,
  );
  expect(emails.length).toBeGreaterThan(0);
  expect(emails).not.toContain(`guest-${people}@example.com`);
});
