import type { OwnTenant } from '@tollgate/contract/sign-in';
import { members, tenants } from '@tollgate/db/schema';
import { and, asc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';

/** Every tenant that the person behind this session is a member of, by name; none for tokens. */
export async function listOwnTenants(ctx: Ctx): Promise<OwnTenant[]> {
  requireRole(ctx, 'viewer');
  const { actor } = ctx;
  if (actor.kind !== 'member') return [];
  const self = alias(members, 'self');
  return ctx.db.system
    .select({ id: tenants.id, name: tenants.name, role: members.role })
    .from(self)
    .innerJoin(members, eq(members.personId, self.personId))
    .innerJoin(tenants, eq(tenants.id, members.tenantId))
    .where(and(eq(self.tenantId, ctx.tenantId), eq(self.id, actor.id)))
    .orderBy(asc(tenants.name), asc(tenants.id));
}
