import { type InvoicePreview, PreviewInvoiceInput } from '@tollgate/contract/invoices';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import { periodAt } from '@tollgate/domain/periods';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { computeInvoice } from './billing/compute-invoice.ts';
import { getParties } from './get-parties.ts';
import { toContent, toInvoiceLine } from './to-invoice.ts';

/** What the running period (or the one that holds `at`) costs by the usage counted so far. */
export async function previewInvoice(ctx: Ctx, input: PreviewInvoiceInput): Promise<InvoicePreview> {
  const developerId = requireRoleOrDeveloper(ctx, 'viewer');
  const { subscriptionId, at } = parseInput(PreviewInvoiceInput, input);
  const now = ctx.now();
  const parties = await withTenantTx(ctx, (tx) => getParties(tx, ctx.tenantId, subscriptionId, developerId));
  const period = periodAt(parties.subscription.anchorAt, at ? new Date(at) : now);
  if (period.start < parties.subscription.anchorAt) {
    throw new DomainError('validation_failed', {
      errors: [{ location: 'at', message: 'is before the subscription began' }],
    });
  }
  const computed = await computeInvoice(ctx, parties.subscription, parties.terms, period);
  return {
    ...toContent(parties, period),
    currency: computed.currency,
    quantity: computed.quantity.toString(),
    totalMinor: computed.totalMinor.toString(),
    lines: computed.lines.map(toInvoiceLine),
    isPeriodOver: period.end <= now,
    computedAt: now.toISOString(),
  };
}
