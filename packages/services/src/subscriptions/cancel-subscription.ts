import { type Subscription, SubscriptionInput } from '@tollgate/contract/subscriptions';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { moveSubscription } from './move-subscription.ts';

/** Ends a subscription at once and for good; what was used until now is still billed. */
export async function cancelSubscription(ctx: Ctx, input: SubscriptionInput): Promise<Subscription> {
  const developerId = requireRoleOrDeveloper(ctx, 'editor');
  const { subscriptionId } = parseInput(SubscriptionInput, input);
  // What was never approved never worked and owes nothing: it has no period before its end.
  const now = ctx.now();
  return withTenantTx(ctx, async (tx) => {
    const { before, after } = await moveSubscription(tx, ctx, {
      subscriptionId,
      from: ['pending', 'active', 'suspended'],
      to: 'cancelled',
      word: 'cancelled',
      developerId,
      changes: ({ status }) => ({ cancelledAt: now, ...(status === 'pending' ? { anchorAt: now } : {}) }),
    });
    await recordChange(tx, ctx, {
      action: 'subscription.cancelled',
      target: { kind: 'subscription', id: subscriptionId, name: `${after.app.name} on ${after.plan.name}` },
      before,
      after,
      feed: [{ kind: 'subscription', id: subscriptionId }],
    });
    return after;
  });
}
