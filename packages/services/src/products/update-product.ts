import { type Product, UpdateProductInput } from '@tollgate/contract/products';
import { products } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { describedByOffer } from '../policies/policy-feed.ts';
import { lockProductRow, toProduct } from './to-product.ts';
import { writeCoverage } from './write-coverage.ts';

/** Changes a product's texts, visibility or what it covers. What it covers is enforced within a second. */
export async function updateProduct(ctx: Ctx, input: UpdateProductInput): Promise<Product> {
  requireRole(ctx, 'editor');
  const { productId, covers, ...values } = parseInput(UpdateProductInput, input);
  return withTenantTx(ctx, async (tx) => {
    const row = await lockProductRow(tx, ctx.tenantId, productId);
    const before = await toProduct(tx, ctx.tenantId, row);
    if (covers) await writeCoverage(tx, ctx.tenantId, productId, covers);
    const [updated] = await tx
      .update(products)
      .set({ ...values, updatedAt: ctx.now() })
      .where(and(eq(products.tenantId, ctx.tenantId), eq(products.id, productId)))
      .returning();
    const versions = covers ? await describedByOffer(tx, ctx.tenantId, productId) : [];
    const after = await toProduct(tx, ctx.tenantId, updated ?? row);
    await recordChange(tx, ctx, {
      action: 'product.updated',
      target: { kind: 'product', id: productId, name: after.name },
      before,
      after,
      feed: [{ kind: 'product', id: productId }, ...versions],
    });
    return after;
  });
}
