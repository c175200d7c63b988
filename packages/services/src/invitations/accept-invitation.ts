import type { MemberSession } from '@tollgate/contract/sign-in';
import { AcceptInvitationInput } from '@tollgate/contract/tenants';
import type { Tx } from '@tollgate/db/db';
import { invitations, members, people, tenants } from '@tollgate/db/schema';
import { DomainError } from '@tollgate/domain/errors';
import { newId } from '@tollgate/domain/ids';
import { hashSecret } from '@tollgate/domain/secrets';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Ctx, Services } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
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
  return services.db.system.transaction(async (tx) => {
    const [invitation] = await tx
      .select()
      .from(invitations)
      .where(and(eq(invitations.tokenHash, hashSecret(secret)), isNull(invitations.acceptedAt)))
      .for('update');
    if (!invitation || invitation.expiresAt <= services.now()) throw notFound('open invitation');
    const { tenantId, email, role } = invitation;
    await tx.execute(sql`select set_config('tollgate.tenant', ${tenantId}, true)`);
    const personId = await provePerson(tx, { email, name, password });
    const [member] = await tx
      .insert(members)
      .values({ tenantId, id: newId('member'), personId, email, name, role, createdAt: services.now() })
      .returning();
    await tx
      .update(invitations)
      .set({ acceptedAt: services.now() })
      .where(and(eq(invitations.tenantId, tenantId), eq(invitations.id, invitation.id)));
    const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
    if (!member || !tenant) throw new Error('member or tenant missing after insert');
    const ctx: Ctx = {
      ...services,
      tenantId,
      actor: { kind: 'member', id: member.id, name, role },
      requestId,
    };
    await recordChange(tx, ctx, {
      action: 'member.created',
      target: { kind: 'member', id: member.id, name },
      after: { email, name, role },
    });
    return toMemberSession(tenant, member);
  });
}

async function provePerson(
  tx: Tx,
  claim: { email: string; name: string; password: string },
): Promise<string> {
  const [person] = await tx
    .select()
    .from(people)
    .where(eq(sql`lower(${people.email})`, claim.email.toLowerCase()));
  if (!person) {
    const id = newId('person');
    const passwordHash = await hashPassword(claim.password);
    await tx.insert(people).values({ id, email: claim.email, name: claim.name, passwordHash });
    return id;
  }
  if (await verifyPassword(person.passwordHash, claim.password)) return person.id;
  throw new DomainError('credentials_wrong', {
    detail: 'You have an account with this e-mail already: use its password.',
    errors: [{ location: 'password', message: 'is not the password of your account' }],
  });
}
