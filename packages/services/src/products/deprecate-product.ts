import { type Product, ProductInput } from '@tollgate/contract/products';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { changeProductStatus } from './change-product-status.ts';

/** Closes a product to new subscriptions; those there are go on. */
export async function deprecateProduct(ctx: Ctx, input: ProductInput): Promise<Product> {
  requireRole(ctx, 'editor');
  const { productId } = parseInput(ProductInput, input);
  return withTenantTx(ctx, async (tx) => {
    const change = await changeProductStatus(tx, ctx, productId, { to: 'deprecated', from: ['published'] });
    await recordChange(tx, ctx, {
      action: 'product.deprecated',
      target: { kind: 'product', id: productId, name: change.after.name },
      ...change,
      feed: [{ kind: 'product', id: productId }],
    });
    return change.after;
  });
}
