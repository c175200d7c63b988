import { type ApiKey, ListApiKeysInput } from '@tollgate/contract/keys';
import type { Page } from '@tollgate/contract/pages';
import { apiKeys, apps } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq, getTableColumns, isNull } from 'drizzle-orm';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { pageOrder, pageQuery, toPage } from '../context/read-page.ts';
import { toApiKey } from './to-api-key.ts';

/** Keys with those revoked, newest first: a developer's own, or all of the tenant for a viewer. */
export async function listApiKeys(ctx: Ctx, input: ListApiKeysInput = {}): Promise<Page<ApiKey>> {
  const developerId = requireRoleOrDeveloper(ctx, 'viewer');
  const { page, sort, filter } = parseInput(ListApiKeysInput, input);
  const columns = { createdAt: apiKeys.createdAt, name: apiKeys.name };
  const order = pageOrder(sort, '-createdAt', columns, apiKeys.id);
  const { where, orderBy } = pageQuery(order, page.after);
  const rows = await withTenantTx(ctx, (tx) =>
    tx
      .select(getTableColumns(apiKeys))
      .from(apiKeys)
      .innerJoin(apps, and(eq(apps.tenantId, apiKeys.tenantId), eq(apps.id, apiKeys.appId)))
      .where(
        and(
          eq(apiKeys.tenantId, ctx.tenantId),
          isNull(apps.deletedAt),
          developerId ? eq(apps.developerId, developerId) : undefined,
          filter.appId ? eq(apiKeys.appId, filter.appId) : undefined,
          filter.environment ? eq(apiKeys.environment, filter.environment) : undefined,
          where,
        ),
      )
      .orderBy(...orderBy)
      .limit(page.size + 1),
  );
  const key = order.column === apiKeys.name ? 'name' : 'createdAt';
  return toPage(
    rows,
    page.size,
    (row) => [row[key], row.id],
    (row) => toApiKey(row, ctx.now()),
  );
}
