import { ListOperationsInput, type Operation } from '@tollgate/contract/apis';
import type { Page } from '@tollgate/contract/pages';
import { operations } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, sql } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import { contains, equals } from '../context/conditions.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { readPage } from '../context/read-page.ts';
import { OPERATION_COLUMNS, toOperation } from './to-operation.ts';

/** Operations of the tenant, of one API version when filtered so, in the order of the document. */
export async function listOperations(ctx: Ctx, input: ListOperationsInput = {}): Promise<Page<Operation>> {
  requireRole(ctx, 'viewer');
  const { filter, ...wanted } = parseInput(ListOperationsInput, input);
  const { position, pathTemplate, method, operationId, summary, tags } = operations;
  return withTenantTx(ctx, (tx) =>
    readPage(ctx, wanted, {
      table: operations,
      sorts: { position, path: pathTemplate, method },
      otherwise: 'position',
      where: and(
        equals(operations.apiVersionId, filter.apiVersionId),
        equals(method, filter.method?.toUpperCase()),
        filter.tag ? sql`${filter.tag} = any(${tags})` : undefined,
        contains(filter.search, pathTemplate, summary, operationId),
      ),
      select: (where) =>
        tx
          .select({ ...OPERATION_COLUMNS, position })
          .from(operations)
          .where(where),
      rowOf: (row) => row,
      show: (rows) => rows.map(toOperation),
    }),
  );
}
