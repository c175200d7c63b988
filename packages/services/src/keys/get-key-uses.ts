import { keyLastUsed } from '@tollgate/analytics/requests/key-last-used';
import { GetKeyUsesInput, type KeyUses } from '@tollgate/contract/keys';
import { apiKeys } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq } from 'drizzle-orm';
import { getAppRow } from '../apps/get-app-row.ts';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';

/** When each key of an app was last accepted by a gateway; keys never used are absent. Reads ClickHouse. */
export async function getKeyUses(ctx: Ctx, input: GetKeyUsesInput): Promise<KeyUses> {
  const developerId = requireRoleOrDeveloper(ctx, 'viewer');
  const { appId } = parseInput(GetKeyUsesInput, input);
  const keys = await withTenantTx(ctx, async (tx) => {
    await getAppRow(tx, ctx.tenantId, appId, developerId);
    return tx
      .select({ id: apiKeys.id })
      .from(apiKeys)
      .where(and(eq(apiKeys.tenantId, ctx.tenantId), eq(apiKeys.appId, appId)))
      .limit(1000);
  });
  const uses = await keyLastUsed(
    ctx.analytics,
    ctx.tenantId,
    keys.map(({ id }) => id),
  );
  return { lastUsedAt: Object.fromEntries(uses) };
}
