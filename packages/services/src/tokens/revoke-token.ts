import { RevokeTokenInput, type Token } from '@tollgate/contract/tenants';
import { tokens } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { toToken } from './to-token.ts';

/** Revokes a management token at once. Revoking it again changes nothing. */
export async function revokeToken(ctx: Ctx, input: RevokeTokenInput): Promise<Token> {
  requireRole(ctx, 'admin');
  const { tokenId } = parseInput(RevokeTokenInput, input);
  return withTenantTx(ctx, async (tx) => {
    const where = and(eq(tokens.tenantId, ctx.tenantId), eq(tokens.id, tokenId));
    const [before] = await tx.select().from(tokens).where(where).for('update');
    if (!before) throw notFound('token');
    if (before.revokedAt) return toToken(before, ctx.now());
    const [row] = await tx.update(tokens).set({ revokedAt: ctx.now() }).where(where).returning();
    const after = toToken(row ?? before, ctx.now());
    await recordChange(tx, ctx, {
      action: 'token.revoked',
      target: { kind: 'token', id: tokenId, name: before.name },
      before: toToken(before, ctx.now()),
      after,
    });
    return after;
  });
}
