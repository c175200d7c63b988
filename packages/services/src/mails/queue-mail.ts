import type { Tx } from '@tollgate/db/db';
import { mails } from '@tollgate/db/schema';
import { newId } from '@tollgate/domain/ids';
import { sql } from 'drizzle-orm';
import type { Ctx } from '../context/ctx.ts';

export interface NewMail {
  recipient: string;
  subject: string;
  body: string;
  /** The role it takes to read the mail in the outbox, admin unless said; what nobody reads is listed without its text. */
  readerRole?: 'owner' | 'admin' | 'nobody';
}

/** Puts a mail into the outbox and queues its sending, in the verb's own transaction. */
export async function queueMail(tx: Tx, ctx: Ctx, mail: NewMail): Promise<void> {
  const id = newId('mail');
  await tx.insert(mails).values({ tenantId: ctx.tenantId, id, ...mail, createdAt: ctx.now() });
  const payload = JSON.stringify({ tenantId: ctx.tenantId, mailId: id });
  await tx.execute(sql`select jobs.enqueue('send-mail', ${payload}::jsonb)`);
}
