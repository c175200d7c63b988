import type { MemberSession } from '@tollgate/contract/sign-in';
import type { Role } from '@tollgate/domain/roles';
import type { Ctx, Services } from '@tollgate/services/context/ctx';
import { acceptInvitation } from '@tollgate/services/invitations/accept-invitation';
import { createInvitation } from '@tollgate/services/invitations/create-invitation';
import { PASSWORD } from './make-seller.ts';

/** Makes a person who may have an account already a member of the owner's tenant too. */
export async function joinTenant(
  services: Services,
  owner: Ctx,
  email: string,
  role: Role = 'viewer',
): Promise<MemberSession> {
  const { url } = await createInvitation(owner, { email, role });
  const secret = url.split('/').at(-1) ?? '';
  return acceptInvitation(services, { secret, name: 'Joined', password: PASSWORD });
}
