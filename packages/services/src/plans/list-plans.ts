import type { Page } from '@tollgate/contract/pages';
import { ListPlansInput, type Plan } from '@tollgate/contract/products';
import { plans } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import { equals } from '../context/conditions.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { readPage } from '../context/read-page.ts';
import { toPlans } from './to-plan.ts';

/** Plans of the tenant, of one product when filtered so, in the order they are offered. */
export async function listPlans(ctx: Ctx, input: ListPlansInput = {}): Promise<Page<Plan>> {
  requireRole(ctx, 'viewer');
  const { filter, ...wanted } = parseInput(ListPlansInput, input);
  return withTenantTx(ctx, (tx) =>
    readPage(ctx, wanted, {
      table: plans,
      sorts: { position: plans.position, name: plans.name, createdAt: plans.createdAt },
      otherwise: 'position',
      where: and(equals(plans.productId, filter.productId), equals(plans.status, filter.status)),
      select: (where) => tx.select().from(plans).where(where),
      rowOf: (row) => row,
      show: (rows) => toPlans(tx, ctx.tenantId, rows),
    }),
  );
}
