import { type Invoice, InvoiceInput } from '@tollgate/contract/invoices';
import type { Tx } from '@tollgate/db/db';
import { invoiceLines, invoices } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, asc, eq } from 'drizzle-orm';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';
import { getParties } from './get-parties.ts';
import { toInvoice } from './to-invoice.ts';

/** The invoice's row, locked for a change; throws `not_found`. */
export async function lockInvoiceRow(tx: Tx, tenantId: string, invoiceId: string) {
  const wanted = and(eq(invoices.tenantId, tenantId), eq(invoices.id, invoiceId));
  await tx.select({ id: invoices.id }).from(invoices).where(wanted).for('update');
  return getInvoiceRow(tx, tenantId, invoiceId);
}

/** The invoice's row; throws `not_found`, also when it is not this developer's. */
export async function getInvoiceRow(tx: Tx, tenantId: string, invoiceId: string, developerId?: string) {
  const [row] = await tx
    .select()
    .from(invoices)
    .where(
      and(
        eq(invoices.tenantId, tenantId),
        eq(invoices.id, invoiceId),
        developerId ? eq(invoices.developerId, developerId) : undefined,
      ),
    );
  if (!row) throw notFound('invoice');
  return row;
}

/** An invoice's row with its parties and lines, as the contract shows it. */
export async function readInvoice(
  tx: Tx,
  tenantId: string,
  row: Awaited<ReturnType<typeof getInvoiceRow>>,
): Promise<Invoice> {
  const parties = await getParties(tx, tenantId, row.subscriptionId);
  const lines = await tx
    .select()
    .from(invoiceLines)
    .where(and(eq(invoiceLines.tenantId, tenantId), eq(invoiceLines.invoiceId, row.id)))
    .orderBy(asc(invoiceLines.position));
  return toInvoice(row, parties, lines);
}

/** One invoice with its lines; developers get their own. */
export async function getInvoice(ctx: Ctx, input: InvoiceInput): Promise<Invoice> {
  const developerId = requireRoleOrDeveloper(ctx, 'viewer');
  const { invoiceId } = parseInput(InvoiceInput, input);
  return withTenantTx(ctx, async (tx) =>
    readInvoice(tx, ctx.tenantId, await getInvoiceRow(tx, ctx.tenantId, invoiceId, developerId)),
  );
}
