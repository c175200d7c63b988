import { createPrivateKey } from 'node:crypto';
import { type CreatedExplainToken, CreateExplainTokenInput } from '@tollgate/contract/explain/explanations';
import type { Tx } from '@tollgate/db/db';
import { apiVersions } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import { EXPLAIN_HEADER, EXPLAIN_TOKEN_TYPE } from '@tollgate/domain/explain/explanation';
import { uuidV7 } from '@tollgate/domain/ids';
import { signJwt } from '@tollgate/domain/jwt/sign-jwt';
import { and, eq } from 'drizzle-orm';
import { getTenantSlug } from '../api-versions/to-api-version.ts';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { systemCtx } from '../context/system-ctx.ts';
import { waitForGateways } from '../gateways/wait-for-gateways.ts';
import { issuerOf } from '../oauth/issue-access-token.ts';
import { rotateSigningKeys } from '../oauth/rotate-signing-keys.ts';
import { gatewayUrl } from '../upstreams/gateway-url.ts';

/** Signs a token that asks gateways to explain requests of the tenant, or of one API version. It is told once. */
export async function createExplainToken(
  ctx: Ctx,
  input: CreateExplainTokenInput = {},
): Promise<CreatedExplainToken> {
  requireRole(ctx, 'editor');
  const { apiVersionId, lifetimeSeconds } = parseInput(CreateExplainTokenInput, input);
  if (!ctx.sealing) {
    throw new DomainError('conflict', {
      detail: 'This installation has no ENCRYPTION_KEY, so that nothing can be signed here.',
    });
  }
  const id = uuidV7();
  const issuedAt = Math.floor(ctx.now().getTime() / 1000);
  const expiresAt = new Date((issuedAt + lifetimeSeconds) * 1000).toISOString();
  const url = await withTenantTx(ctx, async (tx) => {
    const basePath = apiVersionId === null ? '' : await basePathOf(tx, ctx, apiVersionId);
    await recordChange(tx, ctx, {
      action: 'explain_token.created',
      target: { kind: 'explain_token', id },
      after: { apiVersionId, expiresAt },
    });
    return gatewayUrl(ctx.settings, await getTenantSlug(tx, ctx.tenantId), basePath);
  });
  const key = await rotateSigningKeys(systemCtx(ctx, ctx.tenantId, 'explain'), ctx.sealing);
  // A key that was never seen before reaches the gateways before the token does.
  if (key.changeNumber !== null) await waitForGateways(ctx, key.changeNumber);
  const claims = {
    iss: issuerOf(ctx, ctx.tenantId),
    aud: ctx.tenantId,
    sub: ctx.actor.kind === 'system' ? ctx.actor.name : ctx.actor.id,
    ...(apiVersionId === null ? {} : { api_version: apiVersionId }),
    iat: issuedAt,
    exp: issuedAt + lifetimeSeconds,
    jti: id,
  };
  const header = { algorithm: 'ES256', keyId: key.id, type: EXPLAIN_TOKEN_TYPE } as const;
  const token = signJwt(header, claims, createPrivateKey(key.privatePem));
  return { token, header: EXPLAIN_HEADER, gatewayUrl: url, expiresAt };
}

async function basePathOf(tx: Tx, ctx: Ctx, apiVersionId: string): Promise<string> {
  const [row] = await tx
    .select({ basePath: apiVersions.basePath })
    .from(apiVersions)
    .where(and(eq(apiVersions.tenantId, ctx.tenantId), eq(apiVersions.id, apiVersionId)));
  if (!row) throw notFound('API version');
  return row.basePath;
}
