import { type ApiVersion, PurgeCacheInput } from '@tollgate/contract/apis';
import { apiVersions } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { lockApiVersionRow } from './get-api-version.ts';
import { API_VERSION_COLUMNS, getTenantSlug, toApiVersion } from './to-api-version.ts';

/** Ends all answers that gateways keep of a version, for all subscriptions, within a second. */
export async function purgeCache(ctx: Ctx, input: PurgeCacheInput): Promise<ApiVersion> {
  requireRole(ctx, 'editor');
  const { apiVersionId } = parseInput(PurgeCacheInput, input);
  return withTenantTx(ctx, async (tx) => {
    const before = await lockApiVersionRow(tx, ctx.tenantId, apiVersionId);
    const [row] = await tx
      .update(apiVersions)
      .set({ cachePurgedAt: ctx.now(), updatedAt: ctx.now() })
      .where(and(eq(apiVersions.tenantId, ctx.tenantId), eq(apiVersions.id, apiVersionId)))
      .returning(API_VERSION_COLUMNS);
    const slug = await getTenantSlug(tx, ctx.tenantId);
    const after = toApiVersion(ctx, slug, row ?? before);
    await recordChange(tx, ctx, {
      action: 'api_version.cache_purged',
      target: { kind: 'api_version', id: apiVersionId, name: `${before.title} ${before.version}` },
      before: toApiVersion(ctx, slug, before),
      after,
      feed: [{ kind: 'api_version', id: apiVersionId }],
    });
    return after;
  });
}
