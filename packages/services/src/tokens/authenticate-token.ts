import { members, tenants, tokens } from '@tollgate/db/schema';
import { DomainError } from '@tollgate/domain/errors';
import { hashSecret, isWellFormedSecret } from '@tollgate/domain/secrets';
import { eq } from 'drizzle-orm';
import type { Ctx, Services } from '../context/ctx.ts';
import { effectiveRole, isMemberBehind } from './token-makers.ts';

// Writing the time of every use would turn each read into a write.
const LAST_USED_STEP_MS = 60_000;

/**
 * The ctx of a management token, with no more rights than the member behind it has now; `token_invalid` for anything
 * unknown, expired or revoked, and when that member has left.
 */
export async function authenticateToken(services: Services, secret: string, requestId: string): Promise<Ctx> {
  const invalid = new DomainError('token_invalid', {
    detail:
      'Send a management token as "Authorization: Bearer tg_pat_…". Make one in the console under Tokens; ' +
      'it works as long as its maker is a member.',
  });
  if (!isWellFormedSecret(secret, 'tg_pat')) throw invalid;
  const [row] = await services.db.system
    .select({ token: tokens, tenantId: tenants.id, memberRole: members.role })
    .from(tokens)
    .innerJoin(tenants, eq(tenants.id, tokens.tenantId))
    .leftJoin(members, isMemberBehind)
    .where(eq(tokens.hash, hashSecret(secret)));
  const now = services.now();
  if (!row || row.token.revokedAt || (row.token.expiresAt && row.token.expiresAt <= now)) throw invalid;
  const { token, tenantId } = row;
  const role = effectiveRole(token, row.memberRole);
  if (!role) throw invalid;
  if (!token.lastUsedAt || now.getTime() - token.lastUsedAt.getTime() > LAST_USED_STEP_MS) {
    await services.db.system.update(tokens).set({ lastUsedAt: now }).where(eq(tokens.hash, token.hash));
  }
  return {
    ...services,
    tenantId,
    actor: { kind: 'token', id: token.id, name: token.name, role },
    requestId,
  };
}
