import { type ListSubscriptionsInput, SubscriptionStatus } from '@tollgate/contract/subscriptions';
import { listProducts } from '@tollgate/services/products/list-products';
import { listSubscriptions } from '@tollgate/services/subscriptions/list-subscriptions';
import { FilterBar } from '@tollgate/ui/data/filter-bar';
import type { SearchParams } from '@tollgate/ui/data/table-params';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Stack } from '@tollgate/ui/layout/stack';
import { Ticket } from 'lucide-react';
import { requireSession } from '../../server/ctx.ts';
import { listAll } from '../../server/list-all.ts';
import { load } from '../../server/load.ts';
import { readListState } from '../../shell/list-state.ts';
import { ListTable } from '../../shell/list-table.tsx';
import { paths } from '../../shell/paths.ts';
import { refusalFor } from '../../shell/roles.ts';
import { SubscriptionActions } from './subscription-actions.tsx';
import { subscriptionColumns } from './subscription-columns.tsx';

/** Every app on every plan, those that wait for approval included. */
export async function SubscriptionsPage({ params }: { params: SearchParams }) {
  const { role } = await requireSession();
  const list = readListState(params, {
    path: paths.subscriptions(),
    filters: ['status', 'productId', 'planId', 'appId', 'developerId'],
    defaultSort: '-createdAt',
  });
  const { subscriptions, products } = await load(async (ctx) => ({
    subscriptions: await listSubscriptions(ctx, list.input as ListSubscriptionsInput),
    products: await listAll((page) => listProducts(ctx, { page })),
  }));
  const refusal = refusalFor(role, 'editor');
  return (
    <>
      <PageHeader
        title="Subscriptions"
        description="Apps on plans. A pending one works once somebody here approves it."
      />
      <Stack>
        {subscriptions.data.length > 0 || list.isFiltered ? (
          <FilterBar
            params={list.params}
            filters={[
              {
                name: 'status',
                label: 'Status',
                options: SubscriptionStatus.options.map((status) => ({ value: status, label: status })),
              },
              {
                name: 'productId',
                label: 'Product',
                options: products.data.map((product) => ({ value: product.id, label: product.name })),
              },
            ]}
          />
        ) : null}
        <ListTable
          label="Subscriptions"
          list={list}
          page={subscriptions}
          columns={subscriptionColumns}
          getRowId={(subscription) => subscription.id}
          getRowHref={(subscription) => paths.subscription(subscription.id)}
          narrow="cards"
          emptyState={
            <EmptyState icon={<Ticket />} title="No subscriptions yet">
              Developers subscribe their apps on your portal once a product with a plan is published.
            </EmptyState>
          }
          rowActions={
            subscriptions.data.some(({ status }) => status === 'pending')
              ? (subscription) =>
                  subscription.status === 'pending' ? (
                    <SubscriptionActions subscription={subscription} refusal={refusal} size="sm" />
                  ) : null
              : undefined
          }
        />
      </Stack>
    </>
  );
}
