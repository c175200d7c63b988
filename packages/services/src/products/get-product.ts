import { type Product, ProductInput } from '@tollgate/contract/products';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { getProductRow, toProduct } from './to-product.ts';

/** One product with what it covers. */
export async function getProduct(ctx: Ctx, input: ProductInput): Promise<Product> {
  requireRole(ctx, 'viewer');
  const { productId } = parseInput(ProductInput, input);
  return withTenantTx(ctx, async (tx) =>
    toProduct(tx, ctx.tenantId, await getProductRow(tx, ctx.tenantId, productId)),
  );
}
