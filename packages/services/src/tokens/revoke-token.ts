import { RevokeTokenInput, type Token } from '@tollgate/contract/tenants';
import { tokens } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { readTokenForChange } from './read-token.ts';

/** Revokes a management token at once. Revoking it again changes nothing. */
export async function revokeToken(ctx: Ctx, input: RevokeTokenInput): Promise<Token> {
  requireRole(ctx, 'admin');
  const { tokenId } = parseInput(RevokeTokenInput, input);
  return withTenantTx(ctx, async (tx) => {
    const where = and(eq(tokens.tenantId, ctx.tenantId), eq(tokens.id, tokenId));
    const before = await readTokenForChange(tx, ctx, tokenId);
    if (before.revokedAt) return before;
    await tx.update(tokens).set({ revokedAt: ctx.now() }).where(where);
    const after = await readTokenForChange(tx, ctx, tokenId);
    await recordChange(tx, ctx, {
      action: 'token.revoked',
      target: { kind: 'token', id: tokenId, name: before.name },
      before,
      after,
    });
    return after;
  });
}
