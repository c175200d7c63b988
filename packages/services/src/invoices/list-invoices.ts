import { type InvoiceSummary, ListInvoicesInput } from '@tollgate/contract/invoices';
import type { Page } from '@tollgate/contract/pages';
import type { Tx } from '@tollgate/db/db';
import { invoices, subscriptions } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq, inArray } from 'drizzle-orm';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import { equals } from '../context/conditions.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { readPage } from '../context/read-page.ts';
import { readParties } from './read-parties.ts';
import { toInvoiceSummary } from './to-invoice.ts';

/** Issued invoices, newest first unless sorted otherwise; developers see their own. */
export async function listInvoices(ctx: Ctx, input: ListInvoicesInput = {}): Promise<Page<InvoiceSummary>> {
  const developerId = requireRoleOrDeveloper(ctx, 'viewer');
  const { filter, ...wanted } = parseInput(ListInvoicesInput, input);
  return withTenantTx(ctx, (tx) =>
    readPage(ctx, wanted, {
      table: invoices,
      sorts: { issuedAt: invoices.issuedAt, number: invoices.number },
      otherwise: '-issuedAt',
      where: and(
        equals(invoices.status, filter.status),
        equals(invoices.subscriptionId, filter.subscriptionId),
        equals(invoices.appId, filter.appId),
        equals(invoices.productId, filter.productId),
        equals(invoices.developerId, developerId ?? filter.developerId),
      ),
      select: (where) => tx.select().from(invoices).where(where),
      rowOf: (row) => row,
      show: (rows) => toSummaries(tx, ctx.tenantId, rows),
    }),
  );
}

async function toSummaries(
  tx: Tx,
  tenantId: string,
  rows: (typeof invoices.$inferSelect)[],
): Promise<InvoiceSummary[]> {
  const ids = rows.map((row) => row.subscriptionId);
  const ofPage = and(eq(subscriptions.tenantId, tenantId), inArray(subscriptions.id, ids));
  const parties = ids.length ? await readParties(tx, ofPage) : [];
  const bySubscription = new Map(parties.map((entry) => [entry.subscription.id, entry]));
  return rows.flatMap((row) => {
    const entry = bySubscription.get(row.subscriptionId);
    return entry ? [toInvoiceSummary(row, entry)] : [];
  });
}
