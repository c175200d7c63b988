import { idSchema } from '@tollgate/domain/ids';
import { z } from 'zod';
import { AmountMinor, Timestamp } from './fields.ts';
import { listInput } from './pages.ts';

export const InvoiceStatus = z.enum(['issued', 'paid', 'void']);
const Named = z.strictObject({ id: z.string(), name: z.string() });

export const InvoiceLine = z.strictObject({
  kind: z.enum(['flat_fee', 'usage']),
  description: z.string(),
  /** Whole units as text. */
  quantity: z.string(),
  /** Price of a unit in minor units, an exact decimal as text. */
  unitMinor: z.string(),
  amountMinor: AmountMinor,
});
export type InvoiceLine = z.infer<typeof InvoiceLine>;

const content = {
  subscriptionId: z.string(),
  app: Named,
  developer: z.strictObject({ id: z.string(), name: z.string(), email: z.string() }),
  product: Named,
  plan: z.strictObject({ id: z.string(), name: z.string(), versionNumber: z.int() }),
  /** Half-open, UTC. */
  period: z.strictObject({ start: Timestamp, end: Timestamp }),
  currency: z.string(),
  /** Billable requests. */
  quantity: z.string(),
  totalMinor: AmountMinor,
};

/** What a period would cost if it ended now; made by the same arithmetic as the invoice. */
export const InvoicePreview = z.strictObject({
  ...content,
  lines: z.array(InvoiceLine),
  isPeriodOver: z.boolean(),
  computedAt: Timestamp,
});
export type InvoicePreview = z.infer<typeof InvoicePreview>;

export const InvoiceSummary = z.strictObject({
  id: z.string(),
  number: z.string(),
  status: InvoiceStatus,
  ...content,
  issuedAt: Timestamp,
  dueAt: Timestamp,
  paidAt: Timestamp.nullable(),
  voidedAt: Timestamp.nullable(),
});
export type InvoiceSummary = z.infer<typeof InvoiceSummary>;

export const Invoice = InvoiceSummary.extend({ lines: z.array(InvoiceLine) });
export type Invoice = z.infer<typeof Invoice>;

export const PreviewInvoiceInput = z.strictObject({
  subscriptionId: idSchema('subscription'),
  /** Any instant of the period wanted; by default the running one. */
  at: Timestamp.optional(),
});
export type PreviewInvoiceInput = z.input<typeof PreviewInvoiceInput>;

export const IssueInvoiceInput = z.strictObject({
  subscriptionId: idSchema('subscription'),
  /** Any instant of the period to invoice; it must be over. */
  at: Timestamp,
});
export type IssueInvoiceInput = z.input<typeof IssueInvoiceInput>;

/** What get, pay, void, recompute and the drill-downs take. */
export const InvoiceInput = z.strictObject({ invoiceId: idSchema('invoice') });
export type InvoiceInput = z.input<typeof InvoiceInput>;

export const ListInvoicesInput = listInput(
  {
    status: InvoiceStatus,
    subscriptionId: idSchema('subscription'),
    appId: idSchema('app'),
    developerId: idSchema('developer'),
    productId: idSchema('product'),
  },
  ['issuedAt', 'number'],
);
export type ListInvoicesInput = z.input<typeof ListInvoicesInput>;

/** An invoice made again from its events, beside what was issued. */
export const InvoiceCheck = z.strictObject({
  invoiceId: z.string(),
  isSame: z.boolean(),
  issued: z.strictObject({ quantity: z.string(), totalMinor: AmountMinor }),
  recomputed: z.strictObject({ quantity: z.string(), totalMinor: AmountMinor, lines: z.array(InvoiceLine) }),
});
export type InvoiceCheck = z.infer<typeof InvoiceCheck>;

/** The hours behind an invoice; `billable` adds up to its quantity. */
export const InvoiceUsage = z.strictObject({
  data: z.array(z.strictObject({ hour: Timestamp, requests: z.int(), billable: z.int() })),
});
export type InvoiceUsage = z.infer<typeof InvoiceUsage>;
