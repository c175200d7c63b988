import { people } from '@tollgate/db/schema';
import { eq, sql } from 'drizzle-orm';
import type { Services } from '../context/ctx.ts';
import { systemCtx } from '../context/system-ctx.ts';
import { type NewMail, queueMail } from '../mails/queue-mail.ts';
import { firstMembership } from '../sign-in/first-membership.ts';
import { mintReset, resetMail } from './reset-link.ts';

/** Mails a member the link that sets a new password; undefined when nobody with this e-mail is one. */
export async function mailMemberReset(services: Services, email: string): Promise<NewMail | undefined> {
  return services.db.system.transaction(async (tx) => {
    const [person] = await tx
      .select({ id: people.id, email: people.email })
      .from(people)
      .where(eq(sql`lower(${people.email})`, email.toLowerCase()));
    const found = person && (await firstMembership(tx, person.id));
    if (!found) return undefined;
    const { secret, row } = mintReset(services.now());
    await tx.update(people).set(row).where(eq(people.id, person.id));
    const url = `${services.settings.consoleUrl}/reset-password/${secret}`;
    const mail = resetMail(person.email, 'the Tollgate console', url);
    await queueMail(tx, systemCtx(services, found.tenant.id, 'mail-password-reset'), mail);
    return mail;
  });
}
