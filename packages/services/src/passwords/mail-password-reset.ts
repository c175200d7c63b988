import type { Services } from '../context/ctx.ts';
import type { NewMail } from '../mails/queue-mail.ts';
import { mailDeveloperReset } from './mail-developer-reset.ts';
import { mailMemberReset } from './mail-member-reset.ts';

/**
 * Mails a link that sets a new password to who has this e-mail, if anybody has; links before it stop working. Returns the
 * mail.
 */
export function mailPasswordReset(
  services: Services,
  job: { tenantId: string | null; email: string },
): Promise<NewMail | undefined> {
  const { tenantId, email } = job;
  return tenantId === null ? mailMemberReset(services, email) : mailDeveloperReset(services, tenantId, email);
}
