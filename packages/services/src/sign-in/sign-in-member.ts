import { type MemberSession, SignInInput } from '@tollgate/contract/sign-in';
import { people } from '@tollgate/db/schema';
import { DomainError } from '@tollgate/domain/errors';
import { eq, sql } from 'drizzle-orm';
import type { Services } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { beginAttempt, forgiveAttempt } from './count-attempt.ts';
import { firstMembership } from './first-membership.ts';
import { verifyPassword } from './password.ts';
import { toMemberSession } from './to-member-session.ts';

/** Signs a member in. Every failure is the same `credentials_wrong`, in the same time; guessing is slowed down. */
export async function signInMember(services: Services, input: SignInInput): Promise<MemberSession> {
  const { email, password, address } = parseInput(SignInInput, input);
  const wanted = email.trim().toLowerCase();
  const attempt = { account: `member:${wanted}`, address };
  await beginAttempt(services, attempt);
  const [person] = await services.db.system
    .select()
    .from(people)
    .where(eq(sql`lower(${people.email})`, wanted));
  const isRight = await verifyPassword(person?.passwordHash, password);
  const found = person && isRight ? await firstMembership(services.db.system, person.id) : undefined;
  if (!found) throw new DomainError('credentials_wrong', { detail: 'Check both and try again.' });
  await forgiveAttempt(services, attempt);
  return toMemberSession(found.tenant, found.member);
}
