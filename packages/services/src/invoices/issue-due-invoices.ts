import { invoices, planVersions, subscriptions } from '@tollgate/db/schema';
import { isDomainError } from '@tollgate/domain/errors';
import { periodAt, periodBefore } from '@tollgate/domain/periods';
import type { Terms } from '@tollgate/domain/terms';
import { and, eq, ne } from 'drizzle-orm';
import type { Services } from '../context/ctx.ts';
import { systemCtx } from '../context/system-ctx.ts';
import { tryBillingTurn } from './billing/billing-turn.ts';
import { GRACE_MS } from './billing/check-usage-complete.ts';
import { issueInvoice } from './issue-invoice.ts';

/** Periods looked back on, so that a worker that was away for months still bills all of them. */
const MAX_PERIODS_BACK = 12;

type SubscriptionRow = typeof subscriptions.$inferSelect;

function hasPrice(terms: Terms): boolean {
  return terms.flatFeeMinor > 0 || terms.usage !== null;
}

/** Starts of the periods of a subscription that are over, oldest first. */
function closedPeriodStarts(subscription: SubscriptionRow, now: Date): Date[] {
  const starts: Date[] = [];
  let period = periodAt(subscription.anchorAt, now);
  for (let back = 0; back < MAX_PERIODS_BACK; back++) {
    period = periodBefore(subscription.anchorAt, period);
    if (period.start < subscription.anchorAt) break;
    const isAfterEnd = subscription.cancelledAt !== null && subscription.cancelledAt <= period.start;
    if (!isAfterEnd) starts.unshift(period.start);
  }
  return starts;
}

/**
 * Issues every invoice that is due, of all tenants; returns how many, none when another worker is at it. Periods with
 * an invoice are left alone. One that fails keeps no other back: the failures are thrown together at the end.
 */
export async function issueDueInvoices(services: Services): Promise<number> {
  return (await tryBillingTurn(services, () => issueAll(services))) ?? 0;
}

async function issueAll(services: Services): Promise<number> {
  const now = new Date(services.now().getTime() - GRACE_MS);
  const rows = await services.db.system
    .select({ subscription: subscriptions, terms: planVersions.terms })
    .from(subscriptions)
    .innerJoin(
      planVersions,
      and(
        eq(planVersions.tenantId, subscriptions.tenantId),
        eq(planVersions.id, subscriptions.planVersionId),
      ),
    )
    .where(ne(subscriptions.status, 'pending'));
  let issued = 0;
  const failures: unknown[] = [];
  for (const { subscription, terms } of rows) {
    if (!hasPrice(terms)) continue;
    try {
      issued += await issueMissing(services, subscription, now);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} invoices could not be issued`);
  return issued;
}

async function issueMissing(services: Services, subscription: SubscriptionRow, now: Date): Promise<number> {
  const starts = closedPeriodStarts(subscription, now);
  if (starts.length === 0) return 0;
  const existing = await services.db.system
    .select({ start: invoices.periodStart })
    .from(invoices)
    .where(and(eq(invoices.tenantId, subscription.tenantId), eq(invoices.subscriptionId, subscription.id)));
  // A voided invoice counts as well: whoever voids one decides whether to issue another.
  const done = new Set(existing.map((row) => row.start.getTime()));
  let issued = 0;
  for (const start of starts.filter((at) => !done.has(at.getTime()))) {
    const ctx = systemCtx(services, subscription.tenantId, 'issue-invoices');
    try {
      await issueInvoice(ctx, { subscriptionId: subscription.id, at: start.toISOString() });
      issued++;
    } catch (error) {
      // Usage still in a spool, or another worker was faster: the next run looks again.
      if (!isDomainError(error, 'period_open') && !isDomainError(error, 'conflict')) throw error;
    }
  }
  return issued;
}
