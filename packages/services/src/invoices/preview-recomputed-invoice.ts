import { type InvoiceCheck, InvoiceInput } from '@tollgate/contract/invoices';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { computeInvoice } from './billing/compute-invoice.ts';
import { getInvoiceRow } from './get-invoice.ts';
import { getParties } from './get-parties.ts';
import { toInvoiceLine } from './to-invoice.ts';

/** Makes an invoice again from its events and says whether it comes to the same cent. Changes nothing. */
export async function previewRecomputedInvoice(ctx: Ctx, input: InvoiceInput): Promise<InvoiceCheck> {
  const developerId = requireRoleOrDeveloper(ctx, 'viewer');
  const { invoiceId } = parseInput(InvoiceInput, input);
  const { row, parties } = await withTenantTx(ctx, async (tx) => {
    const found = await getInvoiceRow(tx, ctx.tenantId, invoiceId, developerId);
    return { row: found, parties: await getParties(tx, ctx.tenantId, found.subscriptionId) };
  });
  const period = { start: row.periodStart, end: row.periodEnd };
  const computed = await computeInvoice(ctx, parties.subscription, parties.terms, period);
  const recomputed = {
    quantity: computed.quantity.toString(),
    totalMinor: computed.totalMinor.toString(),
    lines: computed.lines.map(toInvoiceLine),
  };
  const issued = { quantity: row.quantity, totalMinor: row.totalMinor };
  const isSame = issued.quantity === recomputed.quantity && issued.totalMinor === recomputed.totalMinor;
  return { invoiceId, isSame, issued, recomputed };
}
