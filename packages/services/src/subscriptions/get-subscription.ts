import { type Subscription, SubscriptionInput } from '@tollgate/contract/subscriptions';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { readSubscription } from './read-subscriptions.ts';

/** One subscription: of a developer's own apps, or any of the tenant for a viewer. */
export async function getSubscription(ctx: Ctx, input: SubscriptionInput): Promise<Subscription> {
  const developerId = requireRoleOrDeveloper(ctx, 'viewer');
  const { subscriptionId } = parseInput(SubscriptionInput, input);
  return withTenantTx(ctx, (tx) => readSubscription(tx, ctx, subscriptionId, developerId));
}
