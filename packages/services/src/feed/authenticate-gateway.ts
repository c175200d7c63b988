import { gatewayTokens } from '@tollgate/db/schema';
import { DomainError } from '@tollgate/domain/errors';
import { hashSecret, isWellFormedSecret } from '@tollgate/domain/secrets';
import { and, eq, isNull } from 'drizzle-orm';
import type { Services } from '../context/ctx.ts';

/** Lets a gateway through that shows a known `tg_gw_` token; throws `token_invalid` otherwise. */
export async function authenticateGateway(services: Services, secret: string): Promise<void> {
  const invalid = new DomainError('token_invalid', {
    detail: 'Send a gateway token as "Authorization: Bearer tg_gw_…".',
  });
  if (!isWellFormedSecret(secret, 'tg_gw')) throw invalid;
  const [row] = await services.db.system
    .select({ id: gatewayTokens.id })
    .from(gatewayTokens)
    .where(and(eq(gatewayTokens.hash, hashSecret(secret)), isNull(gatewayTokens.revokedAt)));
  if (!row) throw invalid;
}
