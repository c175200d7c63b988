import { type InvoiceSummary, ListInvoicesInput } from '@tollgate/contract/invoices';
import type { Page } from '@tollgate/contract/pages';
import { invoices, subscriptions } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq, inArray } from 'drizzle-orm';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { pageOrder, pageQuery, toPage } from '../context/read-page.ts';
import { readParties } from './read-parties.ts';
import { toInvoiceSummary } from './to-invoice.ts';

const COLUMNS = { issuedAt: invoices.issuedAt, number: invoices.number };

/** Issued invoices, newest first unless sorted otherwise; developers see their own. */
export async function listInvoices(ctx: Ctx, input: ListInvoicesInput = {}): Promise<Page<InvoiceSummary>> {
  const developerId = requireRoleOrDeveloper(ctx, 'viewer');
  const { page, sort = '-issuedAt', filter } = parseInput(ListInvoicesInput, input);
  const { where, orderBy } = pageQuery(pageOrder(sort, '-issuedAt', COLUMNS, invoices.id), page.after);
  const wanted = { ...filter, ...(developerId ? { developerId } : {}) };
  return withTenantTx(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(invoices)
      .where(
        and(
          eq(invoices.tenantId, ctx.tenantId),
          wanted.status ? eq(invoices.status, wanted.status) : undefined,
          wanted.subscriptionId ? eq(invoices.subscriptionId, wanted.subscriptionId) : undefined,
          wanted.appId ? eq(invoices.appId, wanted.appId) : undefined,
          wanted.productId ? eq(invoices.productId, wanted.productId) : undefined,
          wanted.developerId ? eq(invoices.developerId, wanted.developerId) : undefined,
          where,
        ),
      )
      .orderBy(...orderBy)
      .limit(page.size + 1);
    const isByNumber = sort.endsWith('number');
    const found = toPage(
      rows,
      page.size,
      (row) => [isByNumber ? row.number : row.issuedAt, row.id],
      (row) => row,
    );
    const ids = found.data.map((row) => row.subscriptionId);
    const ofPage = and(eq(subscriptions.tenantId, ctx.tenantId), inArray(subscriptions.id, ids));
    const parties = ids.length ? await readParties(tx, ofPage) : [];
    const bySubscription = new Map(parties.map((entry) => [entry.subscription.id, entry]));
    const data = found.data.flatMap((row) => {
      const entry = bySubscription.get(row.subscriptionId);
      return entry ? [toInvoiceSummary(row, entry)] : [];
    });
    return { ...found, data };
  });
}
