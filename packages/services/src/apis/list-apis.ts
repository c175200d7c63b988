import { type Api, ListApisInput } from '@tollgate/contract/apis';
import type { Page } from '@tollgate/contract/pages';
import { apis } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { requireRole } from '../context/authorise.ts';
import { contains } from '../context/conditions.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { readPage } from '../context/read-page.ts';
import { toApis } from './to-api.ts';

/** The tenant's APIs with their versions, by name unless sorted otherwise. */
export async function listApis(ctx: Ctx, input: ListApisInput = {}): Promise<Page<Api>> {
  requireRole(ctx, 'viewer');
  const { filter, ...wanted } = parseInput(ListApisInput, input);
  return withTenantTx(ctx, (tx) =>
    readPage(ctx, wanted, {
      table: apis,
      sorts: { name: apis.name, createdAt: apis.createdAt },
      otherwise: 'name',
      where: contains(filter.search, apis.name, apis.slug),
      select: (where) => tx.select().from(apis).where(where),
      rowOf: (row) => row,
      show: (rows) => toApis(tx, ctx, rows),
    }),
  );
}
