import { mailPasswordReset } from '@tollgate/services/passwords/mail-password-reset';
import { z } from 'zod';
import type { Job } from '../../job.ts';

const Payload = z.object({ tenantId: z.string().nullable(), email: z.string() });

/**
 * Mails a link that sets a new password. Without an SMTP server nobody could read it, as the console does not show it:
 * it goes to the operator's folder, if there is one.
 */
export const mailPasswordResetJob: Job = async ({ services, mailer, mailFolder }, payload) => {
  const mail = await mailPasswordReset(services, Payload.parse(payload));
  if (mail && !mailer) await mailFolder?.keep(mail);
};
