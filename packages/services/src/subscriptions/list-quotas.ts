import { quotaUsed } from '@tollgate/analytics/billing/quota-used';
import { ListQuotasInput, type SubscriptionQuota } from '@tollgate/contract/subscriptions';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { listSubscriptions } from './list-subscriptions.ts';

/** Active subscriptions, the newest hundred, with what their running period has used of its quota. */
export async function listQuotas(ctx: Ctx, input: ListQuotasInput = {}): Promise<SubscriptionQuota[]> {
  requireRoleOrDeveloper(ctx, 'viewer');
  const { appId } = parseInput(ListQuotasInput, input);
  const filter = { status: 'active' as const, ...(appId ? { appId } : {}) };
  const { data } = await listSubscriptions(ctx, { page: { size: 100 }, filter });
  const subscriptions = data.map(({ id, period }) => ({
    subscription: id,
    periodStart: new Date(period.start),
  }));
  const used = await quotaUsed(ctx.analytics, ctx.tenantId, { subscriptions });
  return data.map((subscription) => ({
    subscription,
    limit: subscription.planVersion.terms.quota?.requests ?? null,
    used: used.get(subscription.id) ?? 0,
  }));
}
