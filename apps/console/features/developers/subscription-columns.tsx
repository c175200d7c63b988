import type { Subscription } from '@tollgate/contract/subscriptions';
import { StatusBadge } from '@tollgate/ui/data/badge';
import { formatDate } from '@tollgate/ui/data/format';
import { RelativeTime } from '@tollgate/ui/data/relative-time';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import { SUBSCRIPTION_TONES } from './status-tones.ts';

/** Columns of every table of subscriptions. */
export const subscriptionColumns: TableColumn<Subscription>[] = [
  { id: 'app', header: 'App', cell: (subscription) => subscription.app.name },
  { id: 'developer', header: 'Developer', cell: (subscription) => subscription.developer.name },
  {
    id: 'plan',
    header: 'Plan',
    cell: ({ product, plan, planVersion }) => (
      <span>
        {product.name}, {plan.name} <span className="text-ink-faint text-xs">v{planVersion.number}</span>
      </span>
    ),
  },
  {
    id: 'status',
    header: 'Status',
    cell: ({ status }) => <StatusBadge tone={SUBSCRIPTION_TONES[status]}>{status}</StatusBadge>,
  },
  {
    id: 'period',
    header: 'Period ends',
    isWideOnly: true,
    cell: ({ status, period }) => (status === 'active' ? formatDate(period.end) : '–'),
  },
  {
    id: 'createdAt',
    header: 'Made',
    isSortable: true,
    firstDirection: 'desc',
    isWideOnly: true,
    cell: (subscription) => <RelativeTime at={subscription.createdAt} />,
  },
];
