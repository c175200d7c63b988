import * as routes from '@tollgate/contract/routes/invoices';
import { getInvoice } from '@tollgate/services/invoices/get-invoice';
import { getInvoiceUsage } from '@tollgate/services/invoices/get-invoice-usage';
import { issueInvoice } from '@tollgate/services/invoices/issue-invoice';
import { listInvoices } from '@tollgate/services/invoices/list-invoices';
import { payInvoice } from '@tollgate/services/invoices/pay-invoice';
import { previewInvoice } from '@tollgate/services/invoices/preview-invoice';
import { previewRecomputedInvoice } from '@tollgate/services/invoices/preview-recomputed-invoice';
import { renderInvoicePdf } from '@tollgate/services/invoices/render-invoice-pdf';
import { voidInvoice } from '@tollgate/services/invoices/void-invoice';
import { bind } from '../http/bind.ts';

export const invoiceBindings = [
  bind(routes.previewInvoiceRoute, previewInvoice),
  bind(routes.listInvoicesRoute, listInvoices),
  bind(routes.issueInvoiceRoute, issueInvoice),
  bind(routes.getInvoiceRoute, getInvoice),
  bind(routes.renderInvoicePdfRoute, renderInvoicePdf),
  bind(routes.getInvoiceUsageRoute, getInvoiceUsage),
  bind(routes.previewRecomputedInvoiceRoute, previewRecomputedInvoice),
  bind(routes.payInvoiceRoute, payInvoice),
  bind(routes.voidInvoiceRoute, voidInvoice),
];
