import { type MemberSession, SignInInput } from '@tollgate/contract/sign-in';
import { members, people, tenants } from '@tollgate/db/schema';
import { DomainError } from '@tollgate/domain/errors';
import { asc, eq, sql } from 'drizzle-orm';
import type { Services } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { clearAttempts, countFailedAttempt, requireAttemptsLeft } from './count-attempt.ts';
import { verifyPassword } from './password.ts';
import { toMemberSession } from './to-member-session.ts';

/** Signs a member in. Every failure is the same `credentials_wrong`, in the same time; guessing is slowed down. */
export async function signInMember(services: Services, input: SignInInput): Promise<MemberSession> {
  const { email, password, address } = parseInput(SignInInput, input);
  const attemptKeys = [`member:${email.trim().toLowerCase()}`, ...(address ? [`address:${address}`] : [])];
  for (const key of attemptKeys) await requireAttemptsLeft(services, key);
  const [person] = await services.db.system
    .select()
    .from(people)
    .where(eq(sql`lower(${people.email})`, email.trim().toLowerCase()));
  const isRight = await verifyPassword(person?.passwordHash, password);
  const found = person && isRight ? await firstMembership(services, person.id) : undefined;
  if (!found) {
    for (const key of attemptKeys) await countFailedAttempt(services, key);
    throw new DomainError('credentials_wrong', { detail: 'Check both and try again.' });
  }
  await clearAttempts(services, attemptKeys[0] as string);
  return toMemberSession(found.tenant, found.member);
}

async function firstMembership(services: Services, personId: string) {
  const [row] = await services.db.system
    .select({ member: members, tenant: tenants })
    .from(members)
    .innerJoin(tenants, eq(tenants.id, members.tenantId))
    .where(eq(members.personId, personId))
    .orderBy(asc(members.createdAt))
    .limit(1);
  return row;
}
