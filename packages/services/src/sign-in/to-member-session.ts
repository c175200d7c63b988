import type { MemberSession } from '@tollgate/contract/sign-in';
import type { members, tenants } from '@tollgate/db/schema';

/** What a session knows of a member and their tenant. */
export function toMemberSession(
  tenant: typeof tenants.$inferSelect,
  member: typeof members.$inferSelect,
): MemberSession {
  return {
    tenantId: tenant.id,
    tenantSlug: tenant.slug,
    tenantName: tenant.name,
    memberId: member.id,
    name: member.name,
    email: member.email,
    role: member.role,
    sessionVersion: member.sessionVersion,
  };
}
