import type { Page } from '@tollgate/contract/pages';
import { ListSubscriptionsInput, type Subscription } from '@tollgate/contract/subscriptions';
import { apps, subscriptions } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and } from 'drizzle-orm';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import { equals } from '../context/conditions.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { readPage } from '../context/read-page.ts';
import { selectSubscriptions, toSubscription } from './read-subscriptions.ts';

/** Subscriptions, newest first: of a developer's own apps, or all of the tenant for a viewer. */
export async function listSubscriptions(
  ctx: Ctx,
  input: ListSubscriptionsInput = {},
): Promise<Page<Subscription>> {
  const developerId = requireRoleOrDeveloper(ctx, 'viewer');
  const { filter, ...wanted } = parseInput(ListSubscriptionsInput, input);
  return withTenantTx(ctx, (tx) =>
    readPage(ctx, wanted, {
      table: subscriptions,
      sorts: { createdAt: subscriptions.createdAt },
      otherwise: '-createdAt',
      where: and(
        equals(apps.developerId, developerId),
        equals(apps.developerId, filter.developerId),
        equals(subscriptions.appId, filter.appId),
        equals(subscriptions.productId, filter.productId),
        equals(subscriptions.planId, filter.planId),
        equals(subscriptions.status, filter.status),
      ),
      select: (where) => selectSubscriptions(tx, ctx.tenantId, where),
      rowOf: ({ row }) => row,
      show: (rows) => rows.map((row) => toSubscription(row, ctx.now())),
    }),
  );
}
