import { CreateApiKeyInput, type CreatedApiKey } from '@tollgate/contract/keys';
import { apiKeys } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import { newId } from '@tollgate/domain/ids';
import { mintApiKey } from '@tollgate/domain/secrets';
import { and, count, eq, isNull } from 'drizzle-orm';
import { getAppRow } from '../apps/get-app-row.ts';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { toApiKey } from './to-api-key.ts';

/** Keys of one app that are not revoked, at most. */
const MAX_KEYS_PER_APP = 50;

/** Issues a key for an app. The plain token is returned once and never stored. */
export async function createApiKey(ctx: Ctx, input: CreateApiKeyInput): Promise<CreatedApiKey> {
  const developerId = requireRoleOrDeveloper(ctx, 'editor');
  const { appId, name, environment, expiresAt } = parseInput(CreateApiKeyInput, input);
  if (expiresAt && new Date(expiresAt) <= ctx.now()) {
    throw new DomainError('validation_failed', {
      errors: [{ location: 'expiresAt', message: 'must be in the future' }],
    });
  }
  return withTenantTx(ctx, async (tx) => {
    const app = await getAppRow(tx, ctx.tenantId, appId, developerId);
    const [existing] = await tx
      .select({ keys: count() })
      .from(apiKeys)
      .where(and(eq(apiKeys.tenantId, ctx.tenantId), eq(apiKeys.appId, app.id), isNull(apiKeys.revokedAt)));
    if ((existing?.keys ?? 0) >= MAX_KEYS_PER_APP) {
      throw new DomainError('limit_reached', {
        detail: `An app can have ${MAX_KEYS_PER_APP} keys. Revoke one that is not used any more.`,
      });
    }
    const { token, hash, preview } = mintApiKey(environment);
    const [row] = await tx
      .insert(apiKeys)
      .values({
        tenantId: ctx.tenantId,
        id: newId('apiKey'),
        appId: app.id,
        name,
        environment,
        hash,
        preview,
        expiresAt: expiresAt ? new Date(expiresAt) : null,
        createdAt: ctx.now(),
      })
      .returning();
    if (!row) throw new Error('insert into api_keys returned no row');
    const key = toApiKey(row, ctx.now());
    await recordChange(tx, ctx, {
      action: 'api_key.created',
      target: { kind: 'api_key', id: key.id, name: key.name || key.preview },
      after: key,
      feed: [{ kind: 'key', id: key.id }],
    });
    return { key, token };
  });
}
