import type { Invoice, InvoiceLine, InvoiceSummary } from '@tollgate/contract/invoices';
import type { invoiceLines, invoices } from '@tollgate/db/schema';
import type { RatedLine } from '@tollgate/domain/billing/rate-usage';
import type { Period } from '@tollgate/domain/periods';
import type { Parties } from './read-parties.ts';

type InvoiceRow = typeof invoices.$inferSelect;
type LineRow = typeof invoiceLines.$inferSelect;

/** A rated line as the contract shows it. */
export function toInvoiceLine(line: RatedLine): InvoiceLine {
  return { ...line, amountMinor: line.amountMinor.toString() };
}

/** The part of an invoice that a preview has as well. */
export function toContent(parties: Parties, period: Period) {
  const { subscription, app, developer, product, plan } = parties;
  return {
    subscriptionId: subscription.id,
    app,
    developer,
    product,
    plan,
    period: { start: period.start.toISOString(), end: period.end.toISOString() },
  };
}

/** An invoice's row as the contract shows it in lists. */
export function toInvoiceSummary(row: InvoiceRow, parties: Parties): InvoiceSummary {
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    ...toContent(parties, { start: row.periodStart, end: row.periodEnd }),
    currency: row.currency,
    quantity: row.quantity,
    totalMinor: row.totalMinor,
    issuedAt: row.issuedAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    paidAt: row.paidAt?.toISOString() ?? null,
    voidedAt: row.voidedAt?.toISOString() ?? null,
  };
}

/** An invoice with its lines. */
export function toInvoice(row: InvoiceRow, parties: Parties, lines: LineRow[]): Invoice {
  return {
    ...toInvoiceSummary(row, parties),
    lines: lines.map(({ kind, description, quantity, unitMinor, amountMinor }) => ({
      kind,
      description,
      quantity,
      unitMinor,
      amountMinor,
    })),
  };
}
