import type { MemberSession } from '@tollgate/contract/sign-in';
import { AcceptInvitationInput } from '@tollgate/contract/tenants';
import { invitations, members, people, tenants } from '@tollgate/db/schema';
import { DomainError } from '@tollgate/domain/errors';
import { newId } from '@tollgate/domain/ids';
import { hashSecret } from '@tollgate/domain/secrets';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Ctx, Services } from '../context/ctx.ts';
import { orConflict } from '../context/db-errors.ts';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { beginAttempt, forgiveAttempt } from '../sign-in/count-attempt.ts';
import { hashPassword, verifyPassword } from '../sign-in/password.ts';
import { toMemberSession } from '../sign-in/to-member-session.ts';

/**
 * Makes the invited person a member. Who has an account already proves it with its password;
 * for others the password becomes theirs. The link works once.
 */
export async function acceptInvitation(
  services: Services,
  input: AcceptInvitationInput,
  requestId: string = newId('request'),
): Promise<MemberSession> {
  const { secret, name, password } = parseInput(AcceptInvitationInput, input);
  const isOpen = and(eq(invitations.tokenHash, hashSecret(secret)), isNull(invitations.acceptedAt));
  const [offer] = await services.db.system.select().from(invitations).where(isOpen);
  if (!offer || offer.expiresAt <= services.now()) throw notFound('open invitation');
  const known = await provePerson(services, offer.email, password);
  const passwordHash = known ? undefined : await hashPassword(password);
  const accept = () =>
    services.db.system.transaction(async (tx) => {
      const [invitation] = await tx.select().from(invitations).where(isOpen).for('update');
      if (!invitation) throw notFound('open invitation');
      const { tenantId, id, email, role } = invitation;
      await tx.execute(sql`select set_config('tollgate.tenant', ${tenantId}, true)`);
      const personId = known?.id ?? newId('person');
      const createdAt = services.now();
      if (passwordHash)
        await tx.insert(people).values({ id: personId, email, name, passwordHash, createdAt });
      // Signing in next leads to the tenant just joined.
      const enteredAt = createdAt;
      const values = { tenantId, id: newId('member'), personId, email, name, role, createdAt, enteredAt };
      const [member] = await tx.insert(members).values(values).returning();
      await tx
        .update(invitations)
        .set({ acceptedAt: createdAt })
        .where(and(eq(invitations.tenantId, tenantId), eq(invitations.id, id)));
      const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
      if (!member || !tenant) throw new Error('member or tenant missing after insert');
      const actor = { kind: 'member', id: member.id, name, role } as const;
      const ctx: Ctx = { ...services, tenantId, actor, requestId };
      await recordChange(tx, ctx, {
        action: 'member.created',
        target: { kind: 'member', id: member.id, name },
        after: { email, name, role },
      });
      return toMemberSession(tenant, member);
    });
  return orConflict(accept, 'email', 'has joined already: sign in instead');
}

/** The person with this e-mail, if there is one; their password is asked for as slowly as at sign-in. */
async function provePerson(
  services: Services,
  email: string,
  password: string,
): Promise<{ id: string } | undefined> {
  const [person] = await services.db.system
    .select()
    .from(people)
    .where(eq(sql`lower(${people.email})`, email.toLowerCase()));
  if (!person) return undefined;
  const attempt = { account: `member:${email.toLowerCase()}`, address: '' };
  await beginAttempt(services, attempt);
  if (!(await verifyPassword(person.passwordHash, password))) {
    throw new DomainError('credentials_wrong', {
      detail: 'You have an account with this e-mail already: use its password.',
      errors: [{ location: 'password', message: 'is not the password of your account' }],
    });
  }
  await forgiveAttempt(services, attempt);
  return { id: person.id };
}
