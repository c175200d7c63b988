import type { Plan } from '@tollgate/contract/products';
import { listGateways } from '@tollgate/services/gateways/list-gateways';
import { listPlans } from '@tollgate/services/plans/list-plans';
import { StatusBadge } from '@tollgate/ui/data/badge';
import { DataTable } from '@tollgate/ui/data/data-table';
import { formatNumber } from '@tollgate/ui/data/format';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import { Alert } from '@tollgate/ui/feedback/alert';
import { ButtonLink } from '@tollgate/ui/forms/button';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { Row, Stack } from '@tollgate/ui/layout/stack';
import { Money } from '@tollgate/ui/money/money';
import { Plus, Tags } from 'lucide-react';
import { requireSession } from '../../server/ctx.ts';
import { listAll } from '../../server/list-all.ts';
import { load } from '../../server/load.ts';
import { LiveStatus } from '../../shell/live-status.tsx';
import { paths } from '../../shell/paths.ts';
import { refusalFor } from '../../shell/roles.ts';
import { PLAN_TONES } from '../plans/index.ts';
import { loadProduct } from './load-product.ts';
import { ProductHeader } from './product-header.tsx';
import { PublishProduct } from './publish-product.tsx';

const columns: TableColumn<Plan>[] = [
  { id: 'name', header: 'Plan', cell: (plan) => plan.name },
  {
    id: 'status',
    header: 'Status',
    cell: (plan) => (
      <StatusBadge tone={PLAN_TONES[plan.status]}>
        {plan.status === 'published' && plan.draft ? 'published, with a draft' : plan.status}
      </StatusBadge>
    ),
  },
  {
    id: 'fee',
    header: 'Flat fee',
    align: 'end',
    cell: (plan) => {
      const terms = (plan.current ?? plan.draft)?.terms;
      return terms ? <Money amountMinor={terms.flatFeeMinor} currency={terms.currency} /> : '–';
    },
  },
  {
    id: 'included',
    header: 'Included',
    align: 'end',
    cell: (plan) => formatNumber((plan.current ?? plan.draft)?.terms.usage?.included),
  },
  {
    id: 'quota',
    header: 'Quota',
    align: 'end',
    isWideOnly: true,
    cell: (plan) => formatNumber((plan.current ?? plan.draft)?.terms.quota?.requests),
  },
  {
    id: 'subscriptions',
    header: 'Subscriptions',
    align: 'end',
    cell: (plan) => formatNumber(plan.subscriptionCount),
  },
];

/** One product: its plans, and what is still missing before it can be sold. */
export async function ProductPage({ productId }: { productId: string }) {
  const { role } = await requireSession();
  const { product, portalHref, plans, gateways } = await load(async (ctx) => ({
    ...(await loadProduct(ctx, productId)),
    plans: await listAll((page) => listPlans(ctx, { page, filter: { productId } })),
    gateways: await listGateways(ctx),
  }));
  const refusal = refusalFor(role, 'editor');
  const newPlan = (
    <ButtonLink href={paths.newPlan(product.id)} icon={<Plus />}>
      New plan
    </ButtonLink>
  );
  const hasPlan = plans.data.some((plan) => plan.status === 'published');
  return (
    <>
      <ProductHeader
        product={product}
        portalHref={portalHref}
        currentHref={paths.product(product.id)}
        actions={<PublishProduct product={product} refusal={refusal} />}
      />
      <Stack gap="lg">
        {product.covers.length === 0 ? (
          <Alert
            tone="warning"
            title="This product covers nothing yet"
            action={<ButtonLink href={paths.productCoverage(product.id)}>Choose APIs</ButtonLink>}
          >
            Its subscribers could not call anything.
          </Alert>
        ) : null}
        {product.covers.length > 0 && plans.data.length > 0 && !hasPlan ? (
          <Alert tone="warning" title="No plan is published">
            Developers cannot subscribe before one is. Open a plan and publish it.
          </Alert>
        ) : null}
        <Row className="justify-between">
          <LiveStatus initial={gateways} />
          {plans.data.length > 0 ? newPlan : null}
        </Row>
        <DataTable
          label="Plans"
          isFramed
          narrow="cards"
          columns={columns}
          rows={plans.data}
          getRowId={(plan) => plan.id}
          getRowHref={(plan) => paths.plan(product.id, plan.id)}
          emptyState={
            <EmptyState icon={<Tags />} title="No plans yet" action={newPlan}>
              A plan says what may be used and what it costs. Make one, then publish it.
            </EmptyState>
          }
        />
      </Stack>
    </>
  );
}
