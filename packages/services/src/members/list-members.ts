import type { Page } from '@tollgate/contract/pages';
import { ListMembersInput, type Member } from '@tollgate/contract/tenants';
import { members } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import { contains, equals } from '../context/conditions.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { readPage } from '../context/read-page.ts';
import { toMember } from './to-member.ts';

/** The tenant's members, oldest first unless sorted otherwise. */
export async function listMembers(ctx: Ctx, input: ListMembersInput = {}): Promise<Page<Member>> {
  requireRole(ctx, 'viewer');
  const { filter, ...wanted } = parseInput(ListMembersInput, input);
  return withTenantTx(ctx, (tx) =>
    readPage(ctx, wanted, {
      table: members,
      sorts: { name: members.name, createdAt: members.createdAt },
      otherwise: 'createdAt',
      where: and(equals(members.role, filter.role), contains(filter.search, members.name, members.email)),
      select: (where) => tx.select().from(members).where(where),
      rowOf: (row) => row,
      show: (rows) => rows.map(toMember),
    }),
  );
}
