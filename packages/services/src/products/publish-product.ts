import { type Product, ProductInput } from '@tollgate/contract/products';
import type { Tx } from '@tollgate/db/db';
import { plans, planVersions } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq, isNotNull } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { changeProductStatus } from './change-product-status.ts';

/** Puts a product on the portal and lets the gateway serve its subscribers. */
export async function publishProduct(ctx: Ctx, input: ProductInput): Promise<Product> {
  requireRole(ctx, 'editor');
  const { productId } = parseInput(ProductInput, input);
  return withTenantTx(ctx, async (tx) => {
    const change = await changeProductStatus(tx, ctx, productId, {
      to: 'published',
      from: ['draft', 'deprecated'],
    });
    await recordChange(tx, ctx, {
      action: 'product.published',
      target: { kind: 'product', id: productId, name: change.after.name },
      ...change,
      feed: [{ kind: 'product', id: productId }, ...(await readPlanFeed(tx, ctx.tenantId, productId))],
    });
    return change.after;
  });
}

/** Plan versions that were published while the product was a draft become records together with it. */
async function readPlanFeed(tx: Tx, tenantId: string, productId: string) {
  const rows = await tx
    .select({ id: planVersions.id })
    .from(planVersions)
    .innerJoin(plans, and(eq(plans.tenantId, planVersions.tenantId), eq(plans.id, planVersions.planId)))
    .where(
      and(
        eq(planVersions.tenantId, tenantId),
        eq(plans.productId, productId),
        isNotNull(planVersions.publishedAt),
      ),
    );
  return rows.map(({ id }) => ({ kind: 'plan_version' as const, id }));
}
