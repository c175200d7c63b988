import type { UsageFilter } from '@tollgate/contract/usage';
import { apps } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq } from 'drizzle-orm';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';

/** The filter of a usage query: members see the tenant's usage, developers that of their own apps only. */
export async function usageScope(
  ctx: Ctx,
  filter: UsageFilter,
): Promise<UsageFilter & { appIds?: string[] }> {
  const developerId = requireRoleOrDeveloper(ctx, 'viewer');
  if (developerId === undefined) return filter;
  const own = await withTenantTx(ctx, (tx) =>
    tx
      .select({ id: apps.id })
      .from(apps)
      .where(and(eq(apps.tenantId, ctx.tenantId), eq(apps.developerId, developerId))),
  );
  return { ...filter, appIds: own.map((app) => app.id) };
}
