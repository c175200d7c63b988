import { ProductInput } from '@tollgate/contract/products';
import { plans, planVersions, products } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import { and, eq, inArray } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { lockProductRow, toProduct } from './to-product.ts';

/** Removes a product that was never published, with its draft plans. */
export async function deleteProduct(ctx: Ctx, input: ProductInput): Promise<void> {
  requireRole(ctx, 'editor');
  const { productId } = parseInput(ProductInput, input);
  await withTenantTx(ctx, async (tx) => {
    const row = await lockProductRow(tx, ctx.tenantId, productId);
    const ofProduct = and(eq(plans.tenantId, ctx.tenantId), eq(plans.productId, productId));
    const planRows = await tx.select({ id: plans.id, status: plans.status }).from(plans).where(ofProduct);
    if (row.status !== 'draft' || planRows.some((plan) => plan.status !== 'draft')) {
      throw new DomainError('conflict', {
        detail: 'Only a product that is a draft, with draft plans, can be deleted. Retire it instead.',
      });
    }
    const before = await toProduct(tx, ctx.tenantId, row);
    const ids = planRows.map((plan) => plan.id);
    if (ids.length > 0) {
      await tx
        .delete(planVersions)
        .where(and(eq(planVersions.tenantId, ctx.tenantId), inArray(planVersions.planId, ids)));
      await tx.delete(plans).where(ofProduct);
    }
    await tx.delete(products).where(and(eq(products.tenantId, ctx.tenantId), eq(products.id, productId)));
    await recordChange(tx, ctx, {
      action: 'product.deleted',
      target: { kind: 'product', id: productId, name: row.name },
      before,
      feed: [{ kind: 'product', id: productId }],
    });
  });
}
