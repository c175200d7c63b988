import { withTenantTx } from '@tollgate/db/tenant-tx';
import { makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { codeOf } from '@tollgate/testkit/factories/verb-guarantees';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '../context/ctx.ts';
import { listMails } from './list-mails.ts';
import { queueMail } from './queue-mail.ts';
import { sendMail } from './send-mail.ts';

let kit: TestServices;
let seller: Seller;
let admin: Ctx;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  admin = seller.memberCtx('admin');
});
afterAll(() => kit.close());

async function queue(subject: string): Promise<{ tenantId: string; mailId: string }> {
  await withTenantTx(admin, (tx) =>
    queueMail(tx, admin, { recipient: 'a@b.example', subject, body: 'Hello' }),
  );
  return { tenantId: admin.tenantId, mailId: (await find(subject)).id };
}
async function find(subject: string) {
  const { data } = await listMails(admin, { page: { size: 100 } });
  const mail = data.find((entry) => entry.subject === subject);
  if (!mail) throw new Error(`there is no mail ${subject}`);
  return mail;
}
const sender = () => {
  const sent: string[] = [];
  return { sent, send: async ({ subject }: { subject: string }) => void sent.push(subject) };
};

test('a queued mail is sent once, also when its job runs again', async () => {
  const job = await queue('Once');
  const { sent, send } = sender();
  kit.now(new Date('2026-11-10T12:00:00Z'));
  await sendMail(kit.services, job, send);
  await sendMail(kit.services, job, send);
  expect(sent).toEqual(['Once']);
  expect(await find('Once')).toMatchObject({
    status: 'sent',
    sentAt: '2026-11-10T12:00:00.000Z',
    problem: null,
  });
});

test('a refusal is kept with the mail and thrown, so that the queue tries again, and a later success mends it', async () => {
  const job = await queue('Refused');
  const refuse = async () => {
    throw new Error(`550 no such mailbox ${'x'.repeat(5_000)}`);
  };
  await expect(sendMail(kit.services, job, refuse)).rejects.toThrow('550');
  const failed = await find('Refused');
  expect(failed.status).toBe('failed');
  expect(failed.problem).toHaveLength(500);
  await sendMail(kit.services, job, sender().send);
  expect(await find('Refused')).toMatchObject({ status: 'sent', problem: null });
});

test('a mail of a change that was taken back is neither kept nor sent', async () => {
  const jobs = async () =>
    (
      await kit.services.db.system.execute(
        sql`select count(*)::int as count from graphile_worker._private_jobs`,
      )
    ).rows[0]?.count;
  const before = await jobs();
  const taken = withTenantTx(admin, async (tx) => {
    await queueMail(tx, admin, { recipient: 'a@b.example', subject: 'Taken back', body: '' });
    throw new Error('no');
  });
  await expect(taken).rejects.toThrow('no');
  await expect(find('Taken back')).rejects.toThrow('there is no mail');
  expect(await jobs()).toBe(before);
});

test('a job with another tenant’s id or a mail that is gone sends nothing', async () => {
  const { mailId } = await queue('Mine');
  const other = await makeSeller(kit.services, 'Other');
  const { sent, send } = sender();
  await sendMail(kit.services, { tenantId: other.tenantId, mailId }, send);
  await sendMail(kit.services, { tenantId: admin.tenantId, mailId: 'mal_gone' }, send);
  expect(sent).toEqual([]);
  expect((await listMails(other.memberCtx('owner'))).data).toEqual([]);
});

test('only admins read the outbox, filtered by status', async () => {
  for (const role of ['editor', 'finance', 'viewer'] as const)
    expect(await codeOf(listMails(seller.memberCtx(role)))).toBe('role_insufficient');
  expect(await codeOf(listMails(await seller.addDeveloper('Dev')))).toBe('role_insufficient');
  const { data } = await listMails(admin, { filter: { status: 'queued' }, page: { size: 100 } });
  expect(data.length).toBeGreaterThan(0);
  expect(new Set(data.map(({ status }) => status))).toEqual(new Set(['queued']));
});
