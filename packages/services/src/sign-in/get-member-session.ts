import type { MemberSession } from '@tollgate/contract/sign-in';
import { members, tenants } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq } from 'drizzle-orm';
import type { Services } from '../context/ctx.ts';
import { toMemberSession } from './to-member-session.ts';

/** The session as it is now, or undefined when the member is gone or something ended their sessions since. */
export async function getMemberSession(
  services: Services,
  claims: { tenantId: string; memberId: string; sessionVersion: number },
): Promise<MemberSession | undefined> {
  const { tenantId, memberId, sessionVersion } = claims;
  return withTenantTx({ db: services.db, tenantId }, async (tx) => {
    const [row] = await tx
      .select({ member: members, tenant: tenants })
      .from(members)
      .innerJoin(tenants, eq(tenants.id, members.tenantId))
      .where(and(eq(members.tenantId, tenantId), eq(members.id, memberId)));
    if (!row || row.member.sessionVersion !== sessionVersion) return undefined;
    return toMemberSession(row.tenant, row.member);
  });
}
