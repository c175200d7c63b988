import type { Tx } from '@tollgate/db/db';
import { members, tokens } from '@tollgate/db/schema';
import { commonRole, type Role } from '@tollgate/domain/roles';
import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../context/ctx.ts';

/** How a query of tokens finds the member behind each; joined left, for that member may have left. */
export const isMemberBehind = and(eq(members.tenantId, tokens.tenantId), eq(members.id, tokens.memberId));

/** What a token may do now, given the role of the member behind it; null when they are no longer a member. */
export function effectiveRole(token: typeof tokens.$inferSelect, memberRole: Role | null): Role | null {
  if (token.memberId === null) return token.role;
  return memberRole && commonRole(token.role, memberRole);
}

/** The member whose rights a token made by this actor will have; null for a job of ours. */
export async function findMemberBehind(tx: Tx, { tenantId, actor }: Ctx): Promise<string | null> {
  if (actor.kind === 'system') return null;
  if (actor.kind !== 'token') return actor.id;
  const [maker] = await tx
    .select({ memberId: tokens.memberId })
    .from(tokens)
    .where(and(eq(tokens.tenantId, tenantId), eq(tokens.id, actor.id)));
  if (!maker) throw new Error(`the token ${actor.id} acts and is not there`);
  return maker.memberId;
}
