import { type CreatedApiKey, RotateApiKeyInput } from '@tollgate/contract/keys';
import { apiKeys } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import { newId } from '@tollgate/domain/ids';
import { mintApiKey } from '@tollgate/domain/secrets';
import { and, eq } from 'drizzle-orm';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { getKeyRow } from './get-key-row.ts';
import { toApiKey } from './to-api-key.ts';

/** Issues a key in place of another, which works beside it for the overlap and then expires. */
export async function rotateApiKey(ctx: Ctx, input: RotateApiKeyInput): Promise<CreatedApiKey> {
  const developerId = requireRoleOrDeveloper(ctx, 'editor');
  const { keyId, overlapSeconds } = parseInput(RotateApiKeyInput, input);
  return withTenantTx(ctx, async (tx) => {
    const old = await getKeyRow(tx, ctx.tenantId, keyId, developerId);
    const at = ctx.now();
    if (toApiKey(old, at).status !== 'active') {
      throw new DomainError('conflict', {
        detail: 'Only an active key can be rotated. Create a new key instead.',
      });
    }
    const overlapEndsAt = new Date(at.getTime() + overlapSeconds * 1000);
    const endsAt = old.expiresAt && old.expiresAt < overlapEndsAt ? old.expiresAt : overlapEndsAt;
    await tx
      .update(apiKeys)
      .set({ expiresAt: endsAt, updatedAt: at })
      .where(and(eq(apiKeys.tenantId, ctx.tenantId), eq(apiKeys.id, keyId)));
    const { token, hash, preview } = mintApiKey(old.environment);
    const { tenantId, appId, name, environment } = old;
    const id = newId('apiKey');
    const values = { tenantId, id, appId, name, environment, hash, preview, rotatedFrom: keyId };
    const [row] = await tx
      .insert(apiKeys)
      .values({ ...values, createdAt: at, updatedAt: at })
      .returning();
    if (!row) throw new Error('insert into api_keys returned no row');
    const key = toApiKey(row, at);
    await recordChange(tx, ctx, {
      action: 'api_key.rotated',
      target: { kind: 'api_key', id, name: key.name || key.preview },
      before: toApiKey(old, at),
      after: { key, replacedKeyExpiresAt: endsAt.toISOString() },
      feed: [
        { kind: 'key', id: keyId },
        { kind: 'key', id },
      ],
    });
    return { key, token };
  });
}
