import { type App, ListAppsInput } from '@tollgate/contract/apps';
import type { Page } from '@tollgate/contract/pages';
import { apps } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { pageOrder, pageQuery, toPage } from '../context/read-page.ts';
import { appColumns, toApp } from './to-app.ts';

/** Apps that are not deleted: a developer's own, or all of the tenant for a viewer. */
export async function listApps(ctx: Ctx, input: ListAppsInput = {}): Promise<Page<App>> {
  const developerId = requireRoleOrDeveloper(ctx, 'viewer');
  const { page, sort, filter } = parseInput(ListAppsInput, input);
  const order = pageOrder(sort, '-createdAt', { createdAt: apps.createdAt, name: apps.name }, apps.id);
  const { where, orderBy } = pageQuery(order, page.after);
  const rows = await withTenantTx(ctx, (tx) =>
    tx
      .select(appColumns(ctx.now()))
      .from(apps)
      .where(
        and(
          eq(apps.tenantId, ctx.tenantId),
          isNull(apps.deletedAt),
          developerId ? eq(apps.developerId, developerId) : undefined,
          filter.developerId ? eq(apps.developerId, filter.developerId) : undefined,
          filter.search ? sql`strpos(lower(${apps.name}), lower(${filter.search})) > 0` : undefined,
          where,
        ),
      )
      .orderBy(...orderBy)
      .limit(page.size + 1),
  );
  const key = order.column === apps.name ? 'name' : 'createdAt';
  return toPage(rows, page.size, (row) => [row[key], row.id], toApp);
}
