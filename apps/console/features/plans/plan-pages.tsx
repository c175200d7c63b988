import { getPlan } from '@tollgate/services/plans/get-plan';
import { getProduct } from '@tollgate/services/products/get-product';
import { getTenant } from '@tollgate/services/tenants/get-tenant';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { requireSession } from '../../server/ctx.ts';
import { load } from '../../server/load.ts';
import { paths } from '../../shell/paths.ts';
import { refusalFor } from '../../shell/roles.ts';
import { createDraftPlan, saveDraftPlan } from './actions.ts';
import { PlanEditor } from './plan-editor.tsx';
import { newTerms, termsValues } from './terms-values.ts';

/** Making a plan of a product. */
export async function NewPlanPage({ productId }: { productId: string }) {
  const { role } = await requireSession();
  const { product, tenant } = await load(async (ctx) => ({
    product: await getProduct(ctx, { productId }),
    tenant: await getTenant(ctx),
  }));
  return (
    <>
      <PageHeader
        title="New plan"
        description="Nothing is offered until you publish it."
        breadcrumbs={[
          { label: 'Products', href: paths.products() },
          { label: product.name, href: paths.product(product.id) },
          { label: 'New plan' },
        ]}
      />
      <PlanEditor
        action={createDraftPlan}
        submitLabel="Create plan"
        disabledReason={refusalFor(role, 'editor')}
        target={{ name: 'productId', value: product.id }}
        name=""
        summary=""
        terms={termsValues(newTerms(tenant.currency))}
      />
    </>
  );
}

/** Editing the draft terms of a plan; a new draft starts from the terms that are offered now. */
export async function EditPlanPage({ productId, planId }: { productId: string; planId: string }) {
  const { role } = await requireSession();
  const { product, plan, tenant } = await load(async (ctx) => ({
    product: await getProduct(ctx, { productId }),
    plan: await getPlan(ctx, { planId }),
    tenant: await getTenant(ctx),
  }));
  const terms = plan.draft?.terms ?? plan.current?.terms ?? newTerms(tenant.currency);
  return (
    <>
      <PageHeader
        title={`Edit ${plan.name}`}
        description="Edits a draft. What is published never changes, and subscribers keep the terms they have."
        breadcrumbs={[
          { label: 'Products', href: paths.products() },
          { label: product.name, href: paths.product(product.id) },
          { label: plan.name, href: paths.plan(product.id, plan.id) },
          { label: 'Edit' },
        ]}
      />
      <PlanEditor
        action={saveDraftPlan}
        submitLabel="Save draft"
        disabledReason={refusalFor(role, 'editor')}
        target={{ name: 'planId', value: plan.id }}
        name={plan.name}
        summary={plan.summary}
        terms={termsValues(terms)}
      />
    </>
  );
}
