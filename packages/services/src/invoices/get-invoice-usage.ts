import { billableByHour } from '@tollgate/analytics/billing/billable-by-hour';
import { InvoiceInput, type InvoiceUsage } from '@tollgate/contract/invoices';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { getInvoiceRow } from './get-invoice.ts';

/** The hours behind an invoice; their billable requests add up to its quantity. */
export async function getInvoiceUsage(ctx: Ctx, input: InvoiceInput): Promise<InvoiceUsage> {
  const developerId = requireRoleOrDeveloper(ctx, 'viewer');
  const { invoiceId } = parseInput(InvoiceInput, input);
  const row = await withTenantTx(ctx, (tx) => getInvoiceRow(tx, ctx.tenantId, invoiceId, developerId));
  const data = await billableByHour(ctx.analytics, ctx.tenantId, {
    subscription: row.subscriptionId,
    from: row.periodStart,
    to: row.periodEnd,
  });
  return { data };
}
