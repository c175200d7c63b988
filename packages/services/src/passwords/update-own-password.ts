import { type MemberSession, UpdateOwnPasswordInput } from '@tollgate/contract/sign-in';
import { members, people, tenants } from '@tollgate/db/schema';
import { DomainError } from '@tollgate/domain/errors';
import { and, eq } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { beginAttempt, forgiveAttempt } from '../sign-in/count-attempt.ts';
import { hashPassword, verifyPassword } from '../sign-in/password.ts';
import { toMemberSession } from '../sign-in/to-member-session.ts';
import { setPersonPassword } from './set-person-password.ts';

/**
 * Changes the password of the member who asks, and ends their sessions in every tenant. The current password is asked for
 * as slowly as at sign-in. Returns the session that may go on.
 */
export async function updateOwnPassword(ctx: Ctx, input: UpdateOwnPasswordInput): Promise<MemberSession> {
  requireRole(ctx, 'viewer');
  const { current, next } = parseInput(UpdateOwnPasswordInput, input);
  const person = await getOwnPerson(ctx);
  const attempt = { account: `member:${person.email.toLowerCase()}`, address: '' };
  await beginAttempt(ctx, attempt);
  if (!(await verifyPassword(person.passwordHash, current))) {
    const message = 'is not your password';
    throw new DomainError('validation_failed', { errors: [{ location: 'current', message }] });
  }
  await forgiveAttempt(ctx, attempt);
  const passwordHash = await hashPassword(next);
  return ctx.db.system.transaction(async (tx) => {
    const change = { action: 'member.password_changed', requestId: ctx.requestId };
    const rows = await setPersonPassword(tx, ctx, { id: person.id, passwordHash }, change);
    const member = rows.find(({ tenantId }) => tenantId === ctx.tenantId);
    const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, ctx.tenantId));
    if (!member || !tenant) throw new Error('the member who asked is gone');
    return toMemberSession(tenant, member);
  });
}

async function getOwnPerson(ctx: Ctx) {
  const ownId = ctx.actor.kind === 'member' ? ctx.actor.id : '';
  const [person] = await ctx.db.system
    .select({ id: people.id, email: people.email, passwordHash: people.passwordHash })
    .from(members)
    .innerJoin(people, eq(people.id, members.personId))
    .where(and(eq(members.tenantId, ctx.tenantId), eq(members.id, ownId)));
  if (!person) throw new DomainError('forbidden', { detail: 'Only members have a password to change.' });
  return person;
}
