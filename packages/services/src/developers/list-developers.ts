import { type Developer, ListDevelopersInput } from '@tollgate/contract/developers';
import type { Page } from '@tollgate/contract/pages';
import { developers } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, sql } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import { equals } from '../context/conditions.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { readPage } from '../context/read-page.ts';
import { developerColumns, toDeveloper } from './to-developer.ts';

/** The tenant's developers; `search` looks into names and e-mails. */
export async function listDevelopers(ctx: Ctx, input: ListDevelopersInput = {}): Promise<Page<Developer>> {
  requireRole(ctx, 'viewer');
  const { filter, ...wanted } = parseInput(ListDevelopersInput, input);
  const { createdAt, name, email, status } = developers;
  return withTenantTx(ctx, (tx) =>
    readPage(ctx, wanted, {
      table: developers,
      sorts: { createdAt, name, email },
      otherwise: '-createdAt',
      where: and(
        equals(status, filter.status),
        filter.search
          ? sql`strpos(lower(${name} || ' ' || ${email}), lower(${filter.search})) > 0`
          : undefined,
      ),
      select: (where) => tx.select(developerColumns).from(developers).where(where),
      rowOf: (row) => row,
      show: (rows) => rows.map(toDeveloper),
    }),
  );
}
