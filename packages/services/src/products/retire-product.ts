import { type Product, ProductInput } from '@tollgate/contract/products';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { changeProductStatus } from './change-product-status.ts';

/** Ends a product: the gateway refuses its subscribers from now on. */
export async function retireProduct(ctx: Ctx, input: ProductInput): Promise<Product> {
  requireRole(ctx, 'admin');
  const { productId } = parseInput(ProductInput, input);
  return withTenantTx(ctx, async (tx) => {
    const change = await changeProductStatus(tx, ctx, productId, {
      to: 'retired',
      from: ['published', 'deprecated'],
    });
    await recordChange(tx, ctx, {
      action: 'product.retired',
      target: { kind: 'product', id: productId, name: change.after.name },
      ...change,
      feed: [{ kind: 'product', id: productId }],
    });
    return change.after;
  });
}
