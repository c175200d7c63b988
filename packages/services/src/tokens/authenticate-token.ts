import { tenants, tokens } from '@tollgate/db/schema';
import { DomainError } from '@tollgate/domain/errors';
import { hashSecret, isWellFormedSecret } from '@tollgate/domain/secrets';
import { eq } from 'drizzle-orm';
import type { Ctx, Services } from '../context/ctx.ts';

// Writing the time of every use would turn each read into a write.
const LAST_USED_STEP_MS = 60_000;

/** The ctx of a management token; `token_invalid` for anything unknown, expired or revoked. */
export async function authenticateToken(services: Services, secret: string, requestId: string): Promise<Ctx> {
  const invalid = new DomainError('token_invalid', {
    detail:
      'Send a management token as "Authorization: Bearer tg_pat_…". Make one in the console under Tokens.',
  });
  if (!isWellFormedSecret(secret, 'tg_pat')) throw invalid;
  const [row] = await services.db.system
    .select({ token: tokens, tenantId: tenants.id })
    .from(tokens)
    .innerJoin(tenants, eq(tenants.id, tokens.tenantId))
    .where(eq(tokens.hash, hashSecret(secret)));
  const now = services.now();
  if (!row || row.token.revokedAt || (row.token.expiresAt && row.token.expiresAt <= now)) throw invalid;
  const { token, tenantId } = row;
  if (!token.lastUsedAt || now.getTime() - token.lastUsedAt.getTime() > LAST_USED_STEP_MS) {
    await services.db.system.update(tokens).set({ lastUsedAt: now }).where(eq(tokens.hash, token.hash));
  }
  return {
    ...services,
    tenantId,
    actor: { kind: 'token', id: token.id, name: token.name, role: token.role },
    requestId,
  };
}
