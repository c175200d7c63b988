import type { Invoice } from '@tollgate/contract/invoices';
import type { Tx } from '@tollgate/db/db';
import { invoices } from '@tollgate/db/schema';
import { DomainError } from '@tollgate/domain/errors';
import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../context/ctx.ts';
import { lockInvoiceRow, readInvoice } from './get-invoice.ts';

/** Settles an issued invoice; throws `conflict` when it is paid or void already. */
export async function changeInvoiceStatus(
  tx: Tx,
  ctx: Ctx,
  invoiceId: string,
  status: 'paid' | 'void',
): Promise<{ before: Invoice; after: Invoice }> {
  const row = await lockInvoiceRow(tx, ctx.tenantId, invoiceId);
  if (row.status !== 'issued') {
    throw new DomainError('conflict', { detail: `Invoice ${row.number} is ${row.status} already.` });
  }
  const before = await readInvoice(tx, ctx.tenantId, row);
  const at = status === 'paid' ? { paidAt: ctx.now() } : { voidedAt: ctx.now() };
  const [updated] = await tx
    .update(invoices)
    .set({ status, ...at })
    .where(and(eq(invoices.tenantId, ctx.tenantId), eq(invoices.id, invoiceId)))
    .returning();
  return { before, after: await readInvoice(tx, ctx.tenantId, updated ?? row) };
}
