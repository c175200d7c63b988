import { mails } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq } from 'drizzle-orm';
import type { Services } from '../context/ctx.ts';

export type SendFunction = (mail: { recipient: string; subject: string; body: string }) => Promise<void>;

/** Sends one queued mail and marks it; a refusal is kept with the mail and thrown, so that the queue tries again. */
export async function sendMail(
  services: Services,
  job: { tenantId: string; mailId: string },
  send: SendFunction,
): Promise<void> {
  const scope = { db: services.db, tenantId: job.tenantId };
  const where = and(eq(mails.tenantId, job.tenantId), eq(mails.id, job.mailId));
  const [mail] = await withTenantTx(scope, (tx) => tx.select().from(mails).where(where));
  if (!mail || mail.status === 'sent') return;
  try {
    await send(mail);
  } catch (error) {
    const problem = error instanceof Error ? error.message.slice(0, 500) : 'unknown failure';
    await withTenantTx(scope, (tx) => tx.update(mails).set({ status: 'failed', problem }).where(where));
    throw error;
  }
  const sent = { status: 'sent', problem: null, sentAt: services.now() } as const;
  await withTenantTx(scope, (tx) => tx.update(mails).set(sent).where(where));
}
