import 'server-only';
import type { Product } from '@tollgate/contract/products';
import type { Ctx } from '@tollgate/services/context/ctx';
import { portalAddress } from '@tollgate/services/context/portal-address';
import { getProduct } from '@tollgate/services/products/get-product';
import { getTenant } from '@tollgate/services/tenants/get-tenant';

/** A product and its address on the portal. */
export async function loadProduct(
  ctx: Ctx,
  productId: string,
): Promise<{ product: Product; portalHref: string }> {
  const [product, tenant] = await Promise.all([getProduct(ctx, { productId }), getTenant(ctx)]);
  const portalHref = portalAddress(ctx.settings, tenant.slug, `/products/${product.slug}`);
  return { product, portalHref };
}
