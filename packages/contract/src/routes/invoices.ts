import { z } from 'zod';
import {
  Invoice,
  InvoiceCheck,
  InvoiceInput,
  InvoicePreview,
  InvoiceSummary,
  InvoiceUsage,
  IssueInvoiceInput,
  ListInvoicesInput,
  PreviewInvoiceInput,
} from '../invoices.ts';
import { defineRoute } from './route.ts';

const invoices = { tag: 'Invoices', output: Invoice, answer: 'one' } as const;

export const previewInvoiceRoute = defineRoute({
  ...invoices,
  id: 'previewInvoice',
  method: 'GET',
  path: '/v1/subscriptions/{subscriptionId}/invoice-preview',
  summary: 'Preview the invoice of a period',
  description: 'What the running period, or the one that holds `at`, costs by the usage counted so far.',
  role: 'viewer',
  input: PreviewInvoiceInput,
  output: InvoicePreview,
});

export const listInvoicesRoute = defineRoute({
  ...invoices,
  id: 'listInvoices',
  method: 'GET',
  path: '/v1/invoices',
  summary: 'List invoices',
  role: 'viewer',
  input: ListInvoicesInput,
  output: InvoiceSummary,
  answer: 'list',
});

export const issueInvoiceRoute = defineRoute({
  ...invoices,
  id: 'issueInvoice',
  method: 'POST',
  path: '/v1/invoices',
  summary: 'Issue the invoice of a period that is over',
  role: 'finance',
  input: IssueInvoiceInput,
  status: 201,
  problems: ['not_found', 'conflict', 'period_open'],
  example: { subscriptionId: 'sub_1C3XR6GzvAbCdEfGhJkMnP', at: '2026-10-15T00:00:00Z' },
});

export const getInvoiceRoute = defineRoute({
  ...invoices,
  id: 'getInvoice',
  method: 'GET',
  path: '/v1/invoices/{invoiceId}',
  summary: 'Get an invoice with its lines',
  role: 'viewer',
  input: InvoiceInput,
});

export const renderInvoicePdfRoute = defineRoute({
  ...invoices,
  id: 'renderInvoicePdf',
  method: 'GET',
  path: '/v1/invoices/{invoiceId}/pdf',
  summary: 'Get an invoice as a PDF',
  role: 'viewer',
  input: InvoiceInput,
  output: z.undefined(),
  answer: 'file',
});

export const getInvoiceUsageRoute = defineRoute({
  ...invoices,
  id: 'getInvoiceUsage',
  method: 'GET',
  path: '/v1/invoices/{invoiceId}/usage',
  summary: 'Get the hours behind an invoice',
  description: '`billable` adds up to the quantity of the invoice.',
  role: 'viewer',
  input: InvoiceInput,
  output: InvoiceUsage,
  answer: 'whole',
});

export const previewRecomputedInvoiceRoute = defineRoute({
  ...invoices,
  id: 'previewRecomputedInvoice',
  method: 'GET',
  path: '/v1/invoices/{invoiceId}/recomputed',
  summary: 'Compute an invoice again from its usage events',
  role: 'viewer',
  input: InvoiceInput,
  output: InvoiceCheck,
});

export const payInvoiceRoute = defineRoute({
  ...invoices,
  id: 'payInvoice',
  method: 'POST',
  path: '/v1/invoices/{invoiceId}/pay',
  summary: 'Mark an invoice as paid',
  role: 'finance',
  input: InvoiceInput,
  problems: ['conflict'],
});

export const voidInvoiceRoute = defineRoute({
  ...invoices,
  id: 'voidInvoice',
  method: 'POST',
  path: '/v1/invoices/{invoiceId}/void',
  summary: 'Void an invoice, so that the period can be invoiced again',
  role: 'finance',
  input: InvoiceInput,
  problems: ['conflict'],
});
