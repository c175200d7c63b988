import type { Token } from '@tollgate/contract/tenants';
import type { Tx } from '@tollgate/db/db';
import { members, tokens } from '@tollgate/db/schema';
import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';
import { toToken } from './to-token.ts';
import { isMemberBehind } from './token-makers.ts';

/** A token of the tenant as the contract shows it, locked for a change; `not_found` without one. */
export async function readTokenForChange(tx: Tx, ctx: Ctx, tokenId: string): Promise<Token> {
  const [row] = await tx
    .select({ token: tokens, memberRole: members.role })
    .from(tokens)
    .leftJoin(members, isMemberBehind)
    .where(and(eq(tokens.tenantId, ctx.tenantId), eq(tokens.id, tokenId)))
    .for('update', { of: tokens });
  if (!row) throw notFound('token');
  return toToken(row, ctx.now());
}
