import type { SubscriptionQuota } from '@tollgate/contract/subscriptions';
import { UsageBar } from '@tollgate/ui/charts/usage-bar';
import { formatDate } from '@tollgate/ui/data/format';
import { ButtonLink } from '@tollgate/ui/forms/button';
import { Card } from '@tollgate/ui/layout/card';
import { Grid } from '@tollgate/ui/layout/stack';
import type { PortalPaths } from '../../shell/paths.ts';

/** The running period of each active subscription: what is used, what is left, when it starts again. */
export function SubscriptionUsage({ quotas, paths }: { quotas: SubscriptionQuota[]; paths: PortalPaths }) {
  if (quotas.length === 0) return null;
  return (
    <Grid columns={2}>
      {quotas.map(({ subscription, limit, used }) => (
        <Card
          key={subscription.id}
          title={`${subscription.product.name} · ${subscription.plan.name}`}
          description={subscription.app.name}
          actions={
            <ButtonLink href={paths.invoicePreview(subscription.id)} size="sm">
              Cost so far
            </ButtonLink>
          }
        >
          <UsageBar
            label="This period"
            used={used}
            unit="requests"
            {...(limit === null ? {} : { limit })}
            hint={`${formatDate(subscription.period.start)} to ${formatDate(subscription.period.end)}, UTC${
              limit === null ? ' · no monthly quota' : ''
            }`}
          />
        </Card>
      ))}
    </Grid>
  );
}
