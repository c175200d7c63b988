import { integer, numeric, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { createdAt, instant, tenantId } from './columns.ts';

/** What a subscription owes for one period; amounts are integers of the minor unit, as text. */
export const invoices = pgTable(
  'invoices',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    number: text('number').notNull(),
    subscriptionId: text('subscription_id').notNull(),
    appId: text('app_id').notNull(),
    developerId: text('developer_id').notNull(),
    productId: text('product_id').notNull(),
    planVersionId: text('plan_version_id').notNull(),
    periodStart: instant('period_start').notNull(),
    periodEnd: instant('period_end').notNull(),
    status: text('status').$type<'issued' | 'paid' | 'void'>().notNull(),
    currency: text('currency').notNull(),
    quantity: numeric('quantity').notNull(),
    totalMinor: numeric('total_minor').notNull(),
    issuedAt: instant('issued_at').notNull(),
    dueAt: instant('due_at').notNull(),
    paidAt: instant('paid_at'),
    voidedAt: instant('voided_at'),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** One line of an invoice. */
export const invoiceLines = pgTable(
  'invoice_lines',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    invoiceId: text('invoice_id').notNull(),
    position: integer('position').notNull(),
    kind: text('kind').$type<'flat_fee' | 'usage'>().notNull(),
    description: text('description').notNull(),
    quantity: numeric('quantity').notNull(),
    unitMinor: numeric('unit_minor').notNull(),
    amountMinor: numeric('amount_minor').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** The last invoice number of a tenant and year. */
export const invoiceNumbers = pgTable(
  'invoice_numbers',
  {
    tenantId: tenantId(),
    year: integer('year').notNull(),
    last: integer('last').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.year] })],
);
