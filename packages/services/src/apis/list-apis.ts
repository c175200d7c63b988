import { type Api, ListApisInput } from '@tollgate/contract/apis';
import type { Page } from '@tollgate/contract/pages';
import { apis } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq, ilike, or } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { likePattern } from '../context/like-pattern.ts';
import { parseInput } from '../context/parse-input.ts';
import { pageOrder, pageQuery, toPage } from '../context/read-page.ts';
import { toApis } from './to-api.ts';

const COLUMNS = { name: apis.name, createdAt: apis.createdAt };

/** The tenant's APIs with their versions, by name unless sorted otherwise. */
export async function listApis(ctx: Ctx, input: ListApisInput = {}): Promise<Page<Api>> {
  requireRole(ctx, 'viewer');
  const { page, sort = 'name', filter } = parseInput(ListApisInput, input);
  const { where, orderBy } = pageQuery(pageOrder(sort, 'name', COLUMNS, apis.id), page.after);
  const pattern = likePattern(filter.search);
  return withTenantTx(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(apis)
      .where(
        and(
          eq(apis.tenantId, ctx.tenantId),
          pattern ? or(ilike(apis.name, pattern), ilike(apis.slug, pattern)) : undefined,
          where,
        ),
      )
      .orderBy(...orderBy)
      .limit(page.size + 1);
    const isByName = sort.endsWith('name');
    const found = toPage(
      rows,
      page.size,
      (row) => [isByName ? row.name : row.createdAt, row.id],
      (row) => row,
    );
    return { ...found, data: await toApis(tx, ctx, found.data) };
  });
}
