'use server';

import { issueInvoice } from '@tollgate/services/invoices/issue-invoice';
import { payInvoice } from '@tollgate/services/invoices/pay-invoice';
import { voidInvoice } from '@tollgate/services/invoices/void-invoice';
import { commandAction } from '../../server/action.ts';
import { paths } from '../../shell/paths.ts';

/** Issues the invoice of a period that is over. */
export const issue = commandAction(async (ctx, subscriptionId: string, at: string) => {
  const invoice = await issueInvoice(ctx, { subscriptionId, at });
  return { href: paths.invoice(invoice.id) };
});

/** Marks an invoice as paid by hand. */
export const pay = commandAction(async (ctx, invoiceId: string) => {
  await payInvoice(ctx, { invoiceId });
});

/** Takes an invoice back. */
export const voidIt = commandAction(async (ctx, invoiceId: string) => {
  await voidInvoice(ctx, { invoiceId });
});
