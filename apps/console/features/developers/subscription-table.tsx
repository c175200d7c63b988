import type { Subscription } from '@tollgate/contract/subscriptions';
import { DataTable } from '@tollgate/ui/data/data-table';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { paths } from '../../shell/paths.ts';
import { SubscriptionActions } from './subscription-actions.tsx';
import { subscriptionColumns } from './subscription-columns.tsx';

type SubscriptionTableProps = { subscriptions: Subscription[]; refusal: string | undefined };

/** The subscriptions of one developer or app. */
export function SubscriptionTable({ subscriptions, refusal }: SubscriptionTableProps) {
  return (
    <DataTable
      label="Subscriptions"
      narrow="cards"
      columns={subscriptionColumns.filter((column) => column.id !== 'developer')}
      rows={subscriptions}
      getRowId={(subscription) => subscription.id}
      getRowHref={(subscription) => paths.subscription(subscription.id)}
      emptyState={<EmptyState title="No subscriptions yet">They subscribe on the portal.</EmptyState>}
      rowActions={
        subscriptions.some(({ status }) => status === 'pending')
          ? (subscription) =>
              subscription.status === 'pending' ? (
                <SubscriptionActions subscription={subscription} refusal={refusal} size="sm" />
              ) : null
          : undefined
      }
    />
  );
}
