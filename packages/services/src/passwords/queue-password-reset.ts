import { RequestPasswordResetInput } from '@tollgate/contract/sign-in';
import { sql } from 'drizzle-orm';
import type { Services } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { beginAttempt } from '../sign-in/count-attempt.ts';

/**
 * Queues a mail with a link that sets a new password, for a member or for a developer of `tenantId`. Whether anybody has
 * the e-mail is looked up by the job, so neither answer nor time tells. Throws `too_many_attempts` after ten in 15 minutes.
 */
export async function queuePasswordReset(
  services: Services,
  tenantId: string | null,
  input: RequestPasswordResetInput,
): Promise<void> {
  const { email, address } = parseInput(RequestPasswordResetInput, input);
  const account = `reset:${tenantId ?? 'member'}:${email.toLowerCase()}`;
  await beginAttempt(services, { account, address: address && `reset ${address}` });
  const payload = JSON.stringify({ tenantId, email });
  await services.db.system.execute(sql`select jobs.enqueue('mail-password-reset', ${payload}::jsonb)`);
}
