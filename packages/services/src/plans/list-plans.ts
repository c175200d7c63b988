import type { Page } from '@tollgate/contract/pages';
import { ListPlansInput, type Plan } from '@tollgate/contract/products';
import { plans } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { pageOrder, pageQuery, toPage } from '../context/read-page.ts';
import { toPlans } from './to-plan.ts';

const COLUMNS = { position: plans.position, name: plans.name, createdAt: plans.createdAt };

/** Plans of the tenant, of one product when filtered so, in the order they are offered. */
export async function listPlans(ctx: Ctx, input: ListPlansInput = {}): Promise<Page<Plan>> {
  requireRole(ctx, 'viewer');
  const { page, sort, filter } = parseInput(ListPlansInput, input);
  const order = pageOrder(sort, 'position', COLUMNS, plans.id);
  const { where, orderBy } = pageQuery(order, page.after);
  return withTenantTx(ctx, async (tx) => {
    const rows = await tx
      .select({ row: plans, key: order.column })
      .from(plans)
      .where(
        and(
          eq(plans.tenantId, ctx.tenantId),
          filter.productId ? eq(plans.productId, filter.productId) : undefined,
          filter.status ? eq(plans.status, filter.status) : undefined,
          where,
        ),
      )
      .orderBy(...orderBy)
      .limit(page.size + 1);
    const found = toPage(
      rows,
      page.size,
      ({ key, row }) => [key as string | number | Date, row.id],
      ({ row }) => row,
    );
    return { ...found, data: await toPlans(tx, ctx.tenantId, found.data) };
  });
}
