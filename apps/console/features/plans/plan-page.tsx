import type { Plan } from '@tollgate/contract/products';
import { listGateways } from '@tollgate/services/gateways/list-gateways';
import { getPlan } from '@tollgate/services/plans/get-plan';
import { getProduct } from '@tollgate/services/products/get-product';
import { formatDate, formatNumber } from '@tollgate/ui/data/format';
import { Alert } from '@tollgate/ui/feedback/alert';
import { Button, ButtonLink } from '@tollgate/ui/forms/button';
import { Card } from '@tollgate/ui/layout/card';
import { Stack } from '@tollgate/ui/layout/stack';
import { TextLink } from '@tollgate/ui/link';
import { ConfirmDialog } from '@tollgate/ui/overlay/confirm-dialog';
import { requireSession } from '../../server/ctx.ts';
import { load } from '../../server/load.ts';
import { LiveStatus } from '../../shell/live-status.tsx';
import { paths } from '../../shell/paths.ts';
import { refusalFor } from '../../shell/roles.ts';
import { archive, publish } from './actions.ts';
import { PlanHeader } from './plan-header.tsx';
import { TermsView } from './terms-view.tsx';

/** One plan: what is offered now and what is being worked on. */
export async function PlanPage({ productId, planId }: { productId: string; planId: string }) {
  const { role } = await requireSession();
  const { product, plan, gateways } = await load(async (ctx) => ({
    product: await getProduct(ctx, { productId }),
    plan: await getPlan(ctx, { planId }),
    gateways: await listGateways(ctx),
  }));
  const refusal = refusalFor(role, 'editor');
  const isArchived = plan.status === 'archived';
  return (
    <>
      <PlanHeader
        product={product}
        plan={plan}
        currentHref={paths.plan(product.id, plan.id)}
        actions={
          isArchived ? null : (
            <>
              <LiveStatus initial={gateways} />
              <Archive plan={plan} refusal={refusal} />
              <ButtonLink href={paths.planEdit(product.id, plan.id)}>
                {plan.draft ? 'Edit draft' : 'Edit terms'}
              </ButtonLink>
              {plan.draft ? <Publish plan={plan} refusal={refusal} /> : null}
            </>
          )
        }
      />
      <Stack gap="lg">
        {isArchived ? <Alert title="This plan is not offered any more. Subscriptions on it go on." /> : null}
        {plan.current ? (
          <Card
            title={`Offered now: version ${plan.current.number}`}
            description={`Published ${formatDate(plan.current.publishedAt)}. It never changes.`}
            footer={
              <TextLink href={paths.subscriptions({ planId: plan.id })}>
                {formatNumber(plan.subscriptionCount)} active or pending subscriptions
              </TextLink>
            }
          >
            <TermsView terms={plan.current.terms} />
          </Card>
        ) : null}
        {plan.draft && !isArchived ? (
          <Card
            title={`Draft: version ${plan.draft.number}`}
            description="Nobody outside your tenant sees it."
          >
            <TermsView terms={plan.draft.terms} />
          </Card>
        ) : null}
      </Stack>
    </>
  );
}

function Publish({ plan, refusal }: { plan: Plan; refusal: string | undefined }) {
  return (
    <ConfirmDialog
      trigger={
        <Button variant="primary" disabledReason={refusal}>
          Publish
        </Button>
      }
      title={`Publish version ${plan.draft?.number} of ${plan.name}?`}
      confirmLabel="Publish plan"
      tone="default"
      onConfirm={publish.bind(null, plan.id)}
    >
      From then on these terms never change. New subscriptions get them
      {plan.current ? `; the ${formatNumber(plan.subscriptionCount)} there are keep theirs.` : '.'}
    </ConfirmDialog>
  );
}

function Archive({ plan, refusal }: { plan: Plan; refusal: string | undefined }) {
  return (
    <ConfirmDialog
      trigger={
        <Button variant="ghost" disabledReason={refusal}>
          Archive
        </Button>
      }
      title={`Archive ${plan.name}?`}
      confirmLabel="Archive plan"
      onConfirm={archive.bind(null, plan.id)}
    >
      It is not offered any more. Subscriptions on it go on under their terms. This cannot be undone.
    </ConfirmDialog>
  );
}
