import type { Subscription } from '@tollgate/contract/subscriptions';
import { StatusBadge } from '@tollgate/ui/data/badge';
import { DataTable } from '@tollgate/ui/data/data-table';
import { formatDate } from '@tollgate/ui/data/format';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import { ButtonLink } from '@tollgate/ui/forms/button';
import { Card } from '@tollgate/ui/layout/card';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { TextLink } from '@tollgate/ui/link';
import { Plus, Ticket } from 'lucide-react';
import type { PortalPaths } from '../../shell/paths.ts';
import { priceHeadline } from '../pricing/index.ts';
import { CancelSubscription } from './app-actions.tsx';

const TONES = { pending: 'warning', active: 'success', suspended: 'danger', cancelled: 'neutral' } as const;
const HINTS: Partial<Record<Subscription['status'], string>> = {
  pending: 'waits for approval',
  suspended: 'stopped by the provider',
};

/** What an app subscribes to. */
export function SubscriptionsCard({
  subscriptions,
  paths,
}: {
  subscriptions: Subscription[];
  paths: PortalPaths;
}) {
  const choose = (
    <ButtonLink href={paths.home()} size="sm" icon={<Plus />}>
      Choose an API
    </ButtonLink>
  );
  return (
    <Card title="Subscriptions" actions={subscriptions.length > 0 ? choose : undefined} isFlush>
      <DataTable
        label="Subscriptions"
        columns={columnsOf(paths)}
        rows={subscriptions}
        getRowId={({ id }) => id}
        narrow="cards"
        rowActions={({ id, status, product }) =>
          status === 'cancelled' ? null : <CancelSubscription id={id} product={product.name} />
        }
        emptyState={
          <EmptyState icon={<Ticket />} title="Not subscribed to anything yet" action={choose}>
            A subscription to a product lets this app’s keys through.
          </EmptyState>
        }
      />
    </Card>
  );
}

function columnsOf(paths: PortalPaths): TableColumn<Subscription>[] {
  return [
    {
      id: 'product',
      header: 'Product',
      cell: ({ product }) => <TextLink href={paths.product(product.slug)}>{product.name}</TextLink>,
    },
    {
      id: 'plan',
      header: 'Plan',
      cell: ({ plan, planVersion }) => {
        const { amount, unit } = priceHeadline(planVersion.terms);
        return (
          <>
            {plan.name}{' '}
            <span className="text-ink-muted">
              {amount} {unit}
            </span>
          </>
        );
      },
    },
    {
      id: 'status',
      header: 'Status',
      cell: ({ status }) => (
        <StatusBadge tone={TONES[status]}>
          {status}
          {HINTS[status] ? <span className="text-ink-muted">· {HINTS[status]}</span> : null}
        </StatusBadge>
      ),
    },
    {
      id: 'period',
      header: 'This period',
      isWideOnly: true,
      cell: ({ period, status, cancelledAt }) =>
        status === 'cancelled' && cancelledAt
          ? `ended ${formatDate(cancelledAt)}`
          : `${formatDate(period.start)} – ${formatDate(period.end)}`,
    },
  ];
}
