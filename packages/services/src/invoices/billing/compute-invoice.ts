import { billableQuantity } from '@tollgate/analytics/billing/billable-quantity';
import { draftInvoice, type InvoiceDraft } from '@tollgate/domain/billing/invoice';
import { DomainError } from '@tollgate/domain/errors';
import type { Period } from '@tollgate/domain/periods';
import type { Terms } from '@tollgate/domain/terms';
import type { Ctx } from '../../context/ctx.ts';

export interface ComputedInvoice extends InvoiceDraft {
  /** Billable requests. */
  quantity: bigint;
}

/**
 * Makes the lines of a period from single events. Preview, invoice and recomputation all go through here.
 * Refuses with `internal_error` when an event is stored twice: that is an incident, not a rounding.
 */
export async function computeInvoice(
  ctx: Ctx,
  subscription: { id: string; cancelledAt: Date | null },
  terms: Terms,
  period: Period,
): Promise<ComputedInvoice> {
  const { count, uniqueCount } = await billableQuantity(ctx.analytics, ctx.tenantId, {
    subscription: subscription.id,
    from: period.start,
    to: period.end,
  });
  if (count !== uniqueCount) {
    throw new DomainError('internal_error', {
      detail: 'The usage of this period is stored more than once. It is not billed before that is mended.',
      internal: `subscription ${subscription.id}: ${count} events, ${uniqueCount} ids`,
    });
  }
  const quantity = BigInt(uniqueCount);
  const draft = draftInvoice({ terms, period, quantity, endedAt: subscription.cancelledAt });
  return { ...draft, quantity };
}
