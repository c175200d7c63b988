import { type Invoice, InvoiceInput } from '@tollgate/contract/invoices';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { changeInvoiceStatus } from './change-invoice-status.ts';

/** Takes an issued invoice back; its period can be invoiced again under a new number. */
export async function voidInvoice(ctx: Ctx, input: InvoiceInput): Promise<Invoice> {
  requireRole(ctx, 'finance');
  const { invoiceId } = parseInput(InvoiceInput, input);
  return withTenantTx(ctx, async (tx) => {
    const { before, after } = await changeInvoiceStatus(tx, ctx, invoiceId, 'void');
    await recordChange(tx, ctx, {
      action: 'invoice.voided',
      target: { kind: 'invoice', id: invoiceId, name: after.number },
      before: { status: before.status },
      after: { status: after.status },
    });
    return after;
  });
}
