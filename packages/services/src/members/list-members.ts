import type { Page } from '@tollgate/contract/pages';
import { ListMembersInput, type Member } from '@tollgate/contract/tenants';
import { members } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq, ilike, or } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { likePattern } from '../context/like-pattern.ts';
import { parseInput } from '../context/parse-input.ts';
import { pageOrder, pageQuery, toPage } from '../context/read-page.ts';
import { toMember } from './to-member.ts';

const COLUMNS = { name: members.name, createdAt: members.createdAt };

/** The tenant's members, oldest first unless sorted otherwise. */
export async function listMembers(ctx: Ctx, input: ListMembersInput = {}): Promise<Page<Member>> {
  requireRole(ctx, 'viewer');
  const { page, sort = 'createdAt', filter } = parseInput(ListMembersInput, input);
  const { where, orderBy } = pageQuery(pageOrder(sort, 'createdAt', COLUMNS, members.id), page.after);
  const pattern = likePattern(filter.search);
  const rows = await withTenantTx(ctx, (tx) =>
    tx
      .select()
      .from(members)
      .where(
        and(
          eq(members.tenantId, ctx.tenantId),
          filter.role ? eq(members.role, filter.role) : undefined,
          pattern ? or(ilike(members.name, pattern), ilike(members.email, pattern)) : undefined,
          where,
        ),
      )
      .orderBy(...orderBy)
      .limit(page.size + 1),
  );
  const isByName = sort.endsWith('name');
  return toPage(rows, page.size, (row) => [isByName ? row.name : row.createdAt, row.id], toMember);
}
