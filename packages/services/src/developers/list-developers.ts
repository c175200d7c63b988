import { type Developer, ListDevelopersInput } from '@tollgate/contract/developers';
import type { Page } from '@tollgate/contract/pages';
import { developers } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq, sql } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { pageOrder, pageQuery, toPage } from '../context/read-page.ts';
import { developerColumns, toDeveloper } from './to-developer.ts';

/** The tenant's developers; `search` looks into names and e-mails. */
export async function listDevelopers(ctx: Ctx, input: ListDevelopersInput = {}): Promise<Page<Developer>> {
  requireRole(ctx, 'viewer');
  const { page, sort, filter } = parseInput(ListDevelopersInput, input);
  const columns = { createdAt: developers.createdAt, name: developers.name, email: developers.email };
  const order = pageOrder(sort, '-createdAt', columns, developers.id);
  const { where, orderBy } = pageQuery(order, page.after);
  const rows = await withTenantTx(ctx, (tx) =>
    tx
      .select(developerColumns)
      .from(developers)
      .where(
        and(
          eq(developers.tenantId, ctx.tenantId),
          filter.status ? eq(developers.status, filter.status) : undefined,
          filter.search
            ? sql`strpos(lower(${developers.name} || ' ' || ${developers.email}), lower(${filter.search})) > 0`
            : undefined,
          where,
        ),
      )
      .orderBy(...orderBy)
      .limit(page.size + 1),
  );
  const key =
    order.column === developers.name ? 'name' : order.column === developers.email ? 'email' : 'createdAt';
  return toPage(rows, page.size, (row) => [row[key], row.id], toDeveloper);
}
