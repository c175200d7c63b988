import { sendMail } from '@tollgate/services/mails/send-mail';
import { z } from 'zod';
import type { Job } from '../../job.ts';

const Payload = z.object({ tenantId: z.string(), mailId: z.string() });

/** Sends one mail of the outbox; without an SMTP server it stays there for the console to show. */
export const sendMailJob: Job = async ({ services, mailer }, payload) => {
  if (mailer) await sendMail(services, Payload.parse(payload), mailer.send);
};
