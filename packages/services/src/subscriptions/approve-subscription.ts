import { type Subscription, SubscriptionInput } from '@tollgate/contract/subscriptions';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { moveSubscription } from './move-subscription.ts';

/** Lets a pending subscription work; its first period starts now. */
export async function approveSubscription(ctx: Ctx, input: SubscriptionInput): Promise<Subscription> {
  requireRole(ctx, 'editor');
  const { subscriptionId } = parseInput(SubscriptionInput, input);
  return withTenantTx(ctx, async (tx) => {
    const { before, after } = await moveSubscription(tx, ctx, {
      subscriptionId,
      from: ['pending'],
      to: 'active',
      word: 'approved',
      changes: () => ({ anchorAt: ctx.now() }),
    });
    await recordChange(tx, ctx, {
      action: 'subscription.approved',
      target: { kind: 'subscription', id: subscriptionId, name: `${after.app.name} on ${after.plan.name}` },
      before,
      after,
      feed: [{ kind: 'subscription', id: subscriptionId }],
    });
    return after;
  });
}
