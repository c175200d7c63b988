import type { Subscription } from '@tollgate/contract/subscriptions';
import { listGateways } from '@tollgate/services/gateways/list-gateways';
import { getSubscription } from '@tollgate/services/subscriptions/get-subscription';
import { getUsage } from '@tollgate/services/usage/get-usage';
import { UsageBar } from '@tollgate/ui/charts/usage-bar';
import { StatusBadge } from '@tollgate/ui/data/badge';
import { formatDateTime } from '@tollgate/ui/data/format';
import { KeyValue } from '@tollgate/ui/data/key-value';
import { ButtonLink } from '@tollgate/ui/forms/button';
import { Card } from '@tollgate/ui/layout/card';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Row, Stack } from '@tollgate/ui/layout/stack';
import { TextLink } from '@tollgate/ui/link';
import { requireSession } from '../../server/ctx.ts';
import { load } from '../../server/load.ts';
import { LiveStatus } from '../../shell/live-status.tsx';
import { paths } from '../../shell/paths.ts';
import { refusalFor } from '../../shell/roles.ts';
import { TermsView } from '../plans/index.ts';
import { SUBSCRIPTION_TONES } from './status-tones.ts';
import { SubscriptionActions } from './subscription-actions.tsx';

/** One subscription: who, on what terms, and how much of the running period is used. */
export async function SubscriptionPage({ subscriptionId }: { subscriptionId: string }) {
  const { role } = await requireSession();
  const { subscription, gateways, used } = await load(async (ctx) => {
    const found = await getSubscription(ctx, { subscriptionId });
    const usage = await getUsage(ctx, {
      from: found.period.start,
      to: found.period.end,
      granularity: 'day',
      filter: { subscriptionId: found.id },
    });
    const { consumed } = usage.totals.current;
    return { subscription: found, gateways: await listGateways(ctx), used: consumed };
  });
  const { app, plan, product, planVersion } = subscription;
  return (
    <>
      <PageHeader
        title={`${app.name} on ${plan.name}`}
        badge={
          <StatusBadge tone={SUBSCRIPTION_TONES[subscription.status]}>{subscription.status}</StatusBadge>
        }
        breadcrumbs={[
          { label: 'Subscriptions', href: paths.subscriptions() },
          { label: `${app.name} on ${plan.name}` },
        ]}
        actions={
          <>
            <LiveStatus initial={gateways} />
            <SubscriptionActions subscription={subscription} refusal={refusalFor(role, 'editor')} />
          </>
        }
      />
      <Stack gap="lg">
        <Card title="Running period">
          <Stack>
            <UsageBar
              label="Requests"
              used={used}
              limit={planVersion.terms.quota?.requests}
              unit="requests"
              hint={`Until ${formatDateTime(subscription.period.end)}`}
            />
            <Row>
              <ButtonLink href={paths.usage({ subscriptionId: subscription.id })}>Usage</ButtonLink>
              <ButtonLink href={paths.requests({ subscriptionId: subscription.id })}>Requests</ButtonLink>
              <ButtonLink href={paths.invoicePreview(subscription.id)}>Preview the invoice</ButtonLink>
              <ButtonLink href={paths.invoices({ subscriptionId: subscription.id })}>Invoices</ButtonLink>
            </Row>
          </Stack>
        </Card>
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <Card title="Subscription">
            <Facts subscription={subscription} />
          </Card>
          <Card title={`Terms: ${product.name}, ${plan.name} version ${planVersion.number}`}>
            <TermsView terms={planVersion.terms} />
          </Card>
        </div>
      </Stack>
    </>
  );
}

function Facts({ subscription }: { subscription: Subscription }) {
  const { app, developer, product, plan } = subscription;
  return (
    <KeyValue
      items={[
        { label: 'App', value: <TextLink href={paths.app(app.id)}>{app.name}</TextLink> },
        {
          label: 'Developer',
          value: <TextLink href={paths.developer(developer.id)}>{developer.name}</TextLink>,
          hint: developer.email,
        },
        {
          label: 'Plan',
          value: (
            <TextLink href={paths.plan(product.id, plan.id)}>{`${product.name}, ${plan.name}`}</TextLink>
          ),
        },
        { label: 'Made', value: formatDateTime(subscription.createdAt) },
        {
          label: 'Periods start',
          value: formatDateTime(subscription.anchorAt),
          hint: 'and monthly from there',
        },
        { label: 'Cancelled', value: formatDateTime(subscription.cancelledAt) },
        { label: 'Id', value: <code className="break-all font-mono text-xs">{subscription.id}</code> },
      ]}
    />
  );
}
