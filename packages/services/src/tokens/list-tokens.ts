import type { Page } from '@tollgate/contract/pages';
import { ListTokensInput, type Token } from '@tollgate/contract/tenants';
import { members, tokens } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { readPage } from '../context/read-page.ts';
import { toToken } from './to-token.ts';
import { isMemberBehind } from './token-makers.ts';

/** The tenant's management tokens, newest first unless sorted otherwise. */
export async function listTokens(ctx: Ctx, input: ListTokensInput = {}): Promise<Page<Token>> {
  requireRole(ctx, 'viewer');
  const wanted = parseInput(ListTokensInput, input);
  return withTenantTx(ctx, (tx) =>
    readPage(ctx, wanted, {
      table: tokens,
      sorts: { name: tokens.name, createdAt: tokens.createdAt },
      otherwise: '-createdAt',
      select: (where) =>
        tx
          .select({ token: tokens, memberRole: members.role })
          .from(tokens)
          .leftJoin(members, isMemberBehind)
          .where(where),
      rowOf: ({ token }) => token,
      show: (rows) => rows.map((row) => toToken(row, ctx.now())),
    }),
  );
}
