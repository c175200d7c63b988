import { ListOperationsInput, type Operation } from '@tollgate/contract/apis';
import type { Page } from '@tollgate/contract/pages';
import { operations } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq, ilike, or, sql } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { likePattern } from '../context/like-pattern.ts';
import { parseInput } from '../context/parse-input.ts';
import { pageOrder, pageQuery, toPage } from '../context/read-page.ts';

const COLUMNS = { position: operations.position, path: operations.pathTemplate, method: operations.method };
const SHOWN = {
  id: operations.id,
  operationId: operations.operationId,
  method: operations.method,
  path: operations.pathTemplate,
  summary: operations.summary,
  tags: operations.tags,
  isDeprecated: operations.isDeprecated,
  isInternal: operations.isInternal,
};

/** Operations of the tenant, of one API version when filtered so, in the order of the document. */
export async function listOperations(ctx: Ctx, input: ListOperationsInput = {}): Promise<Page<Operation>> {
  requireRole(ctx, 'viewer');
  const { page, sort = 'position', filter } = parseInput(ListOperationsInput, input);
  const order = pageOrder(sort, 'position', COLUMNS, operations.id);
  const { where, orderBy } = pageQuery(order, page.after);
  const pattern = likePattern(filter.search);
  const rows = await withTenantTx(ctx, (tx) =>
    tx
      .select({ ...SHOWN, key: order.column })
      .from(operations)
      .where(
        and(
          eq(operations.tenantId, ctx.tenantId),
          filter.apiVersionId ? eq(operations.apiVersionId, filter.apiVersionId) : undefined,
          filter.method ? eq(operations.method, filter.method.toUpperCase()) : undefined,
          filter.tag ? sql`${filter.tag} = any(${operations.tags})` : undefined,
          pattern
            ? or(
                ilike(operations.pathTemplate, pattern),
                ilike(operations.summary, pattern),
                ilike(operations.operationId, pattern),
              )
            : undefined,
          where,
        ),
      )
      .orderBy(...orderBy)
      .limit(page.size + 1),
  );
  return toPage(
    rows,
    page.size,
    (row) => [row.key as string | number, row.id],
    ({ key: _key, ...shown }) => shown,
  );
}
