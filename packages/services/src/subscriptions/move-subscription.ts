import type { Subscription } from '@tollgate/contract/subscriptions';
import type { Tx } from '@tollgate/db/db';
import { type SubscriptionStatus, subscriptions } from '@tollgate/db/schema';
import { DomainError } from '@tollgate/domain/errors';
import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../context/ctx.ts';
import { readSubscription } from './read-subscriptions.ts';

export interface Move {
  subscriptionId: string;
  /** Statuses it may be left from; others are a `conflict`. */
  from: SubscriptionStatus[];
  to: SubscriptionStatus;
  /** Past participle for the sentence of a refusal, such as "approved". */
  word: string;
  developerId?: string | undefined;
  changes?: (before: Subscription) => Partial<typeof subscriptions.$inferInsert>;
}

/** Moves a subscription from one status to another in the verb's transaction. */
export async function moveSubscription(
  tx: Tx,
  ctx: Ctx,
  { subscriptionId, from, to, word, developerId, changes }: Move,
): Promise<{ before: Subscription; after: Subscription }> {
  const row = and(eq(subscriptions.tenantId, ctx.tenantId), eq(subscriptions.id, subscriptionId));
  await tx.select({ id: subscriptions.id }).from(subscriptions).where(row).for('update');
  const before = await readSubscription(tx, ctx, subscriptionId, developerId);
  if (!from.includes(before.status)) {
    throw new DomainError('conflict', {
      detail: `The subscription is ${before.status}, so it cannot be ${word}.`,
    });
  }
  await tx
    .update(subscriptions)
    .set({ ...changes?.(before), status: to, updatedAt: ctx.now() })
    .where(row);
  return { before, after: await readSubscription(tx, ctx, subscriptionId) };
}
