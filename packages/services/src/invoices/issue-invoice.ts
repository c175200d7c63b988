import { type Invoice, IssueInvoiceInput } from '@tollgate/contract/invoices';
import type { Tx } from '@tollgate/db/db';
import { invoiceLines, invoiceNumbers, invoices } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import { newId } from '@tollgate/domain/ids';
import { type Period, periodAt } from '@tollgate/domain/periods';
import { sql } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { orConflict } from '../context/db-errors.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { checkUsageComplete } from './billing/check-usage-complete.ts';
import { type ComputedInvoice, computeInvoice } from './billing/compute-invoice.ts';
import { readInvoice } from './get-invoice.ts';
import { getParties } from './get-parties.ts';
import type { Parties } from './read-parties.ts';

const DUE_AFTER_MS = 14 * 86_400_000;

/**
 * Issues the invoice of a period that is over. Throws `period_open` while usage of it may still arrive, and `conflict` when the period has an invoice already.
 */
export async function issueInvoice(ctx: Ctx, input: IssueInvoiceInput): Promise<Invoice> {
  requireRole(ctx, 'finance');
  const { subscriptionId, at } = parseInput(IssueInvoiceInput, input);
  const parties = await withTenantTx(ctx, (tx) => getParties(tx, ctx.tenantId, subscriptionId));
  const period = periodAt(parties.subscription.anchorAt, new Date(at));
  requireBillable(parties, period);
  // Before the events are counted: what arrives after this question was asked is not missed.
  await checkUsageComplete(ctx, period);
  const computed = await computeInvoice(ctx, parties.subscription, parties.terms, period);
  const issue = () =>
    withTenantTx(ctx, async (tx) => {
      const row = await insertInvoice(tx, ctx, parties, period, computed);
      const invoice = await readInvoice(tx, ctx.tenantId, row);
      await recordChange(tx, ctx, {
        action: 'invoice.issued',
        target: { kind: 'invoice', id: invoice.id, name: invoice.number },
        after: invoice,
      });
      return invoice;
    });
  return orConflict(issue, 'at', 'This period has an invoice already');
}

function requireBillable({ subscription }: Parties, period: Period): void {
  const { anchorAt, cancelledAt, status } = subscription;
  const isOutside = period.start < anchorAt || (cancelledAt !== null && cancelledAt <= period.start);
  if (isOutside || status === 'pending') {
    throw new DomainError('validation_failed', {
      errors: [{ location: 'at', message: 'is not in a period of this subscription' }],
    });
  }
}

async function insertInvoice(tx: Tx, ctx: Ctx, parties: Parties, period: Period, computed: ComputedInvoice) {
  const { subscription, app, developer } = parties;
  const now = ctx.now();
  const id = newId('invoice');
  const [row] = await tx
    .insert(invoices)
    .values({
      tenantId: ctx.tenantId,
      id,
      number: await nextNumber(tx, ctx.tenantId, period.end.getUTCFullYear()),
      subscriptionId: subscription.id,
      appId: app.id,
      developerId: developer.id,
      productId: subscription.productId,
      planVersionId: subscription.planVersionId,
      periodStart: period.start,
      periodEnd: period.end,
      status: 'issued',
      currency: computed.currency,
      quantity: computed.quantity.toString(),
      totalMinor: computed.totalMinor.toString(),
      issuedAt: now,
      dueAt: new Date(now.getTime() + DUE_AFTER_MS),
      createdAt: now,
    })
    .returning();
  if (!row) throw new Error('insert into invoices returned no row');
  await tx.insert(invoiceLines).values(
    computed.lines.map((line, position) => ({
      tenantId: ctx.tenantId,
      id: newId('invoiceLine'),
      invoiceId: id,
      position,
      ...line,
      amountMinor: line.amountMinor.toString(),
    })),
  );
  return row;
}

async function nextNumber(tx: Tx, tenantId: string, year: number): Promise<string> {
  const [row] = await tx
    .insert(invoiceNumbers)
    .values({ tenantId, year, last: 1 })
    .onConflictDoUpdate({
      target: [invoiceNumbers.tenantId, invoiceNumbers.year],
      set: { last: sql`${invoiceNumbers.last} + 1` },
    })
    .returning({ last: invoiceNumbers.last });
  return `${year}-${String(row?.last ?? 0).padStart(6, '0')}`;
}
