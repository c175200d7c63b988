import { getPlan } from '@tollgate/services/plans/get-plan';
import { getPolicies } from '@tollgate/services/policies/get-policies';
import { getProduct } from '@tollgate/services/products/get-product';
import { load } from '../../server/load.ts';
import { paths } from '../../shell/paths.ts';
import { LevelPoliciesView } from '../policies/index.ts';
import { PlanHeader } from './plan-header.tsx';

/** What the gateway does to requests of a plan's subscribers. */
export async function PlanPoliciesPage({ productId, planId }: { productId: string; planId: string }) {
  const { product, plan, own, wider } = await load(async (ctx) => ({
    product: await getProduct(ctx, { productId }),
    plan: await getPlan(ctx, { planId }),
    own: await getPolicies(ctx, { targetId: planId }),
    wider: [
      await getPolicies(ctx, { targetId: ctx.tenantId }),
      await getPolicies(ctx, { targetId: productId }),
    ],
  }));
  return (
    <>
      <PlanHeader product={product} plan={plan} currentHref={paths.planPolicies(product.id, plan.id)} />
      <LevelPoliciesView own={own} wider={wider} />
    </>
  );
}
