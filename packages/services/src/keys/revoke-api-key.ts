import { type ApiKey, RevokeApiKeyInput } from '@tollgate/contract/keys';
import { apiKeys } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq } from 'drizzle-orm';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { getKeyRow } from './get-key-row.ts';
import { toApiKey } from './to-api-key.ts';

/** Revokes a key for good; gateways refuse it within a second. A key already revoked is answered as it is. */
export async function revokeApiKey(ctx: Ctx, input: RevokeApiKeyInput): Promise<ApiKey> {
  const developerId = requireRoleOrDeveloper(ctx, 'editor');
  const { keyId } = parseInput(RevokeApiKeyInput, input);
  return withTenantTx(ctx, async (tx) => {
    const row = await getKeyRow(tx, ctx.tenantId, keyId, developerId);
    const at = ctx.now();
    const before = toApiKey(row, at);
    if (row.revokedAt) return before;
    await tx
      .update(apiKeys)
      .set({ revokedAt: at, updatedAt: at })
      .where(and(eq(apiKeys.tenantId, ctx.tenantId), eq(apiKeys.id, keyId)));
    const after = toApiKey({ ...row, revokedAt: at }, at);
    await recordChange(tx, ctx, {
      action: 'api_key.revoked',
      target: { kind: 'api_key', id: keyId, name: row.name || row.preview },
      before,
      after,
      feed: [{ kind: 'key', id: keyId }],
    });
    return after;
  });
}
