import { getPolicies } from '@tollgate/services/policies/get-policies';
import { load } from '../../server/load.ts';
import { paths } from '../../shell/paths.ts';
import { LevelPoliciesView } from '../policies/index.ts';
import { loadProduct } from './load-product.ts';
import { ProductHeader } from './product-header.tsx';

/** What the gateway does to requests of a product's subscribers. */
export async function ProductPoliciesPage({ productId }: { productId: string }) {
  const { product, portalHref, own, ofTenant } = await load(async (ctx) => ({
    ...(await loadProduct(ctx, productId)),
    own: await getPolicies(ctx, { targetId: productId }),
    ofTenant: await getPolicies(ctx, { targetId: ctx.tenantId }),
  }));
  return (
    <>
      <ProductHeader
        product={product}
        portalHref={portalHref}
        currentHref={paths.productPolicies(product.id)}
      />
      <LevelPoliciesView own={own} wider={[ofTenant]} />
    </>
  );
}
