import { type App, ListAppsInput } from '@tollgate/contract/apps';
import type { Page } from '@tollgate/contract/pages';
import { apps } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, isNull, sql } from 'drizzle-orm';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import { equals } from '../context/conditions.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { readPage } from '../context/read-page.ts';
import { appColumns, toApp } from './to-app.ts';

/** Apps that are not deleted: a developer's own, or all of the tenant for a viewer. */
export async function listApps(ctx: Ctx, input: ListAppsInput = {}): Promise<Page<App>> {
  const developerId = requireRoleOrDeveloper(ctx, 'viewer');
  const { filter, ...wanted } = parseInput(ListAppsInput, input);
  return withTenantTx(ctx, (tx) =>
    readPage(ctx, wanted, {
      table: apps,
      sorts: { createdAt: apps.createdAt, name: apps.name },
      otherwise: '-createdAt',
      where: and(
        isNull(apps.deletedAt),
        equals(apps.developerId, developerId),
        equals(apps.developerId, filter.developerId),
        filter.search ? sql`strpos(lower(${apps.name}), lower(${filter.search})) > 0` : undefined,
      ),
      select: (where) => tx.select(appColumns(ctx.now())).from(apps).where(where),
      rowOf: (row) => row,
      show: (rows) => rows.map(toApp),
    }),
  );
}
