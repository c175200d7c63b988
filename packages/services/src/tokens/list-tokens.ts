import type { Page } from '@tollgate/contract/pages';
import { ListTokensInput, type Token } from '@tollgate/contract/tenants';
import { members, tokens } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { pageOrder, pageQuery, toPage } from '../context/read-page.ts';
import { toToken } from './to-token.ts';
import { isMemberBehind } from './token-makers.ts';

const COLUMNS = { name: tokens.name, createdAt: tokens.createdAt };

/** The tenant's management tokens, newest first unless sorted otherwise. */
export async function listTokens(ctx: Ctx, input: ListTokensInput = {}): Promise<Page<Token>> {
  requireRole(ctx, 'viewer');
  const { page, sort = '-createdAt' } = parseInput(ListTokensInput, input);
  const { where, orderBy } = pageQuery(pageOrder(sort, '-createdAt', COLUMNS, tokens.id), page.after);
  const rows = await withTenantTx(ctx, (tx) =>
    tx
      .select({ token: tokens, memberRole: members.role })
      .from(tokens)
      .leftJoin(members, isMemberBehind)
      .where(and(eq(tokens.tenantId, ctx.tenantId), where))
      .orderBy(...orderBy)
      .limit(page.size + 1),
  );
  const isByName = sort.endsWith('name');
  const keyOf = (row: (typeof rows)[number]): [string | Date, string] => [
    isByName ? row.token.name : row.token.createdAt,
    row.token.id,
  ];
  return toPage(rows, page.size, keyOf, (row) => toToken(row, ctx.now()));
}
