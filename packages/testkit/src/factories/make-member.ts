import { newId } from '@tollgate/domain/ids';
import type { Role } from '@tollgate/domain/roles';
import type { Ctx, Services } from '@tollgate/services/context/ctx';
import { acceptInvitation } from '@tollgate/services/invitations/accept-invitation';
import { createInvitation } from '@tollgate/services/invitations/create-invitation';
import { PASSWORD } from './make-seller.ts';

export type Member = { ctx: Ctx; memberId: string; email: string; sessionVersion: number };

let made = 0;

/** A person of their own who joins the inviter's tenant by invitation. */
export async function makeMember(services: Services, inviter: Ctx, role: Role): Promise<Member> {
  made++;
  const email = `member-${made}@example.com`;
  const name = `Member ${made}`;
  const { url } = await createInvitation(inviter, { email, role });
  const secret = url.slice(url.lastIndexOf('/') + 1);
  const session = await acceptInvitation(services, { secret, name, password: PASSWORD });
  const { tenantId, memberId, sessionVersion } = session;
  const actor = { kind: 'member', id: memberId, name, role } as const;
  return {
    ctx: { ...services, tenantId, actor, requestId: newId('request') },
    memberId,
    email,
    sessionVersion,
  };
}
