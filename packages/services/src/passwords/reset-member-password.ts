import { ResetPasswordInput } from '@tollgate/contract/sign-in';
import { people } from '@tollgate/db/schema';
import { newId } from '@tollgate/domain/ids';
import { hashSecret } from '@tollgate/domain/secrets';
import { and, eq, gt } from 'drizzle-orm';
import type { Services } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';
import { forgiveAttempt } from '../sign-in/count-attempt.ts';
import { hashPassword } from '../sign-in/password.ts';
import { setPersonPassword } from './set-person-password.ts';

/**
 * Gives the person of a mailed link a new password, ends all their sessions and lets them sign in again at once. Throws
 * `not_found` for a link that was used, replaced, made up or is older than 30 minutes.
 */
export async function resetMemberPassword(
  services: Services,
  input: ResetPasswordInput,
  requestId: string = newId('request'),
): Promise<{ email: string }> {
  const { secret, password } = parseInput(ResetPasswordInput, input);
  const isOpen = and(eq(people.resetHash, hashSecret(secret)), gt(people.resetExpiresAt, services.now()));
  const known = await services.db.system.select({ id: people.id }).from(people).where(isOpen);
  if (known.length === 0) throw notFound('open link');
  const passwordHash = await hashPassword(password);
  const { email } = await services.db.system.transaction(async (tx) => {
    // Again, and locked: of two who open the link at the same moment one is first.
    const [person] = await tx.select().from(people).where(isOpen).for('update');
    if (!person) throw notFound('open link');
    const change = { action: 'member.password_reset', requestId };
    await setPersonPassword(tx, services, { id: person.id, passwordHash }, change);
    return person;
  });
  await forgiveAttempt(services, { account: `member:${email.toLowerCase()}`, address: '' });
  return { email };
}
