import type { Product } from '@tollgate/contract/products';
import type { Ctx } from '@tollgate/services/context/ctx';
import { listPlans } from '@tollgate/services/plans/list-plans';
import { listProducts } from '@tollgate/services/products/list-products';
import { FilterBar } from '@tollgate/ui/data/filter-bar';
import type { SearchParams } from '@tollgate/ui/data/table-params';
import { Stack } from '@tollgate/ui/layout/stack';
import { listAll } from '../../../server/list-all.ts';
import { load } from '../../../server/load.ts';
import { first } from '../../../shell/list-state.ts';
import { paths } from '../../../shell/paths.ts';
import { EffectiveView } from '../../policies/index.ts';
import { loadOperation, type OperationPlace } from './load-operation.ts';
import { OperationHeader } from './operation-header.tsx';

/** What holds for an operation, of all levels: for everybody, or as subscribers of a product or plan see it. */
export async function EffectivePage({ params, ...place }: OperationPlace & { params: SearchParams }) {
  const chosen = first(params.seenBy);
  const { api, version, operation, policies, offers } = await load(async (ctx) => ({
    ...(await loadOperation(ctx, place, seenBy(chosen))),
    offers: await readOffers(ctx, place),
  }));
  const hrefs = {
    tenant: paths.tenantPolicies(),
    api_version: paths.apiVersionPolicies(api.id, version.id),
    operation: paths.operationPolicies(api.id, version.id, operation.id),
    ...(policies.productId === null ? {} : { product: paths.productPolicies(policies.productId) }),
    ...(policies.productId === null || policies.planId === null
      ? {}
      : { plan: paths.planPolicies(policies.productId, policies.planId) }),
  };
  return (
    <>
      <OperationHeader
        api={api}
        version={version}
        operation={operation}
        currentHref={paths.operation(api.id, version.id, operation.id)}
      />
      <Stack gap="lg">
        <FilterBar
          params={chosen === undefined ? {} : { seenBy: chosen }}
          filters={[{ name: 'seenBy', label: 'As seen by', options: offers, allLabel: 'Any caller' }]}
        />
        <EffectiveView policies={policies} hrefs={hrefs} />
      </Stack>
    </>
  );
}

function seenBy(id: string | undefined): { productId?: string; planId?: string } {
  if (!id) return {};
  return id.startsWith('pln_') ? { planId: id } : { productId: id };
}

async function readOffers(ctx: Ctx, { versionId, operationId }: OperationPlace) {
  const products = await listAll((page) => listProducts(ctx, { page }));
  const plans = await listAll((page) => listPlans(ctx, { page }));
  const covers = (product: Product) =>
    product.covers.some(
      ({ apiVersionId, operationIds }) =>
        apiVersionId === versionId && (operationIds === null || operationIds.includes(operationId)),
    );
  return products.data
    .filter(covers)
    .flatMap((product) => [
      { value: product.id, label: `${product.name}, any plan` },
      ...plans.data
        .filter((plan) => plan.productId === product.id)
        .map((plan) => ({ value: plan.id, label: `${product.name}, ${plan.name}` })),
    ]);
}
