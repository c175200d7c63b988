import type { Page } from '@tollgate/contract/pages';
import { ListSubscriptionsInput, type Subscription } from '@tollgate/contract/subscriptions';
import { apps, subscriptions } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq } from 'drizzle-orm';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { pageOrder, pageQuery, toPage } from '../context/read-page.ts';
import { selectSubscriptions, toSubscription } from './read-subscriptions.ts';

/** Subscriptions, newest first: of a developer's own apps, or all of the tenant for a viewer. */
export async function listSubscriptions(
  ctx: Ctx,
  input: ListSubscriptionsInput = {},
): Promise<Page<Subscription>> {
  const developerId = requireRoleOrDeveloper(ctx, 'viewer');
  const { page, sort, filter } = parseInput(ListSubscriptionsInput, input);
  const order = pageOrder(sort, '-createdAt', { createdAt: subscriptions.createdAt }, subscriptions.id);
  const { where, orderBy } = pageQuery(order, page.after);
  const condition = and(
    developerId ? eq(apps.developerId, developerId) : undefined,
    filter.developerId ? eq(apps.developerId, filter.developerId) : undefined,
    filter.appId ? eq(subscriptions.appId, filter.appId) : undefined,
    filter.productId ? eq(subscriptions.productId, filter.productId) : undefined,
    filter.planId ? eq(subscriptions.planId, filter.planId) : undefined,
    filter.status ? eq(subscriptions.status, filter.status) : undefined,
    where,
  );
  const rows = await withTenantTx(ctx, (tx) =>
    selectSubscriptions(tx, ctx.tenantId, condition)
      .orderBy(...orderBy)
      .limit(page.size + 1),
  );
  return toPage(
    rows,
    page.size,
    ({ row }) => [row.createdAt, row.id],
    (joined) => toSubscription(joined, ctx.now()),
  );
}
