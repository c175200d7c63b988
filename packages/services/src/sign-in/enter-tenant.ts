import { EnterTenantInput, type MemberSession } from '@tollgate/contract/sign-in';
import { members, tenants } from '@tollgate/db/schema';
import { and, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';
import { toMemberSession } from './to-member-session.ts';

/**
 * The session of the same person in another tenant of theirs, which the next sign-in leads to as well. Throws `not_found`
 * for a tenant they are no member of.
 */
export async function enterTenant(ctx: Ctx, input: EnterTenantInput): Promise<MemberSession> {
  requireRole(ctx, 'viewer');
  const { tenantId } = parseInput(EnterTenantInput, input);
  const ownId = ctx.actor.kind === 'member' ? ctx.actor.id : '';
  const self = alias(members, 'self');
  const [found] = await ctx.db.system
    .select({ member: members, tenant: tenants })
    .from(self)
    .innerJoin(members, and(eq(members.personId, self.personId), eq(members.tenantId, tenantId)))
    .innerJoin(tenants, eq(tenants.id, members.tenantId))
    .where(and(eq(self.tenantId, ctx.tenantId), eq(self.id, ownId)));
  if (!found) throw notFound('tenant');
  await ctx.db.system
    .update(members)
    .set({ enteredAt: ctx.now() })
    .where(and(eq(members.tenantId, tenantId), eq(members.id, found.member.id)));
  return toMemberSession(found.tenant, found.member);
}
