import type { InvoicePreview, InvoiceSummary } from '@tollgate/contract/invoices';
import { isDomainError } from '@tollgate/domain/errors';
import type { Ctx } from '@tollgate/services/context/ctx';
import { listInvoices } from '@tollgate/services/invoices/list-invoices';
import { previewInvoice } from '@tollgate/services/invoices/preview-invoice';
import { listSubscriptions } from '@tollgate/services/subscriptions/list-subscriptions';
import { DataTable } from '@tollgate/ui/data/data-table';
import { formatDate } from '@tollgate/ui/data/format';
import { Pagination } from '@tollgate/ui/data/pagination';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import { hrefWith, readTableParams, sortHref, sortParam } from '@tollgate/ui/data/table-params';
import { Alert } from '@tollgate/ui/feedback/alert';
import { Card } from '@tollgate/ui/layout/card';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Stack } from '@tollgate/ui/layout/stack';
import { Money } from '@tollgate/ui/money/money';
import { ReceiptText } from 'lucide-react';
import { getPaths } from '../../server/address/tenant.ts';
import { load } from '../../server/load.ts';
import type { PortalPaths } from '../../shell/paths.ts';
import type { SearchParams } from '../../shell/search-params.ts';
import { InvoiceStatus } from './invoice-status.tsx';

/** Subscriptions whose running cost is computed on one page. */
const MOST_PREVIEWS = 10;

/** What the developer owes: running periods, and invoices of those that are over. */
export async function InvoicesPage({ params }: { params: SearchParams }) {
  const table = readTableParams(params, {
    sortable: ['number', 'issuedAt'],
    defaultSort: { columnId: 'issuedAt', direction: 'desc' },
  });
  const input = {
    page: { size: 25, ...(table.after ? { after: table.after } : {}) },
    ...(table.sort ? { sort: sortParam(table.sort) } : {}),
  };
  const [[invoices, previews], paths] = await Promise.all([
    load((ctx) => Promise.all([listInvoices(ctx, input), readPreviews(ctx)])),
    getPaths(),
  ]);
  const { next } = invoices.meta.page;
  return (
    <>
      <PageHeader
        title="Invoices"
        description="Billed after each period, for what was used. Every invoice is of one subscription."
      />
      <Stack gap="lg">
        <RunningPeriods previews={previews} paths={paths} />
        <Card title="Invoices" isFlush>
          <DataTable
            label="Invoices"
            columns={columns}
            rows={invoices.data}
            getRowId={({ id }) => id}
            getRowHref={({ id }) => paths.invoice(id)}
            narrow="cards"
            {...(table.sort ? { sort: table.sort } : {})}
            getSortHref={sortHref(params)}
            emptyState={
              <EmptyState icon={<ReceiptText />} title="No invoice yet">
                The first one comes when the first period of a subscription is over.
              </EmptyState>
            }
            footer={
              next || table.after ? (
                <Pagination
                  label="Pages of invoices"
                  {...(table.after ? { previousHref: hrefWith(params, { after: undefined }) } : {})}
                  {...(next ? { nextHref: hrefWith(params, { after: next }) } : {})}
                />
              ) : undefined
            }
          />
        </Card>
      </Stack>
    </>
  );
}

const columns: TableColumn<InvoiceSummary>[] = [
  { id: 'number', header: 'Number', isSortable: true, cell: ({ number }) => number },
  { id: 'product', header: 'Product', cell: ({ product, plan }) => `${product.name}, ${plan.name}` },
  { id: 'app', header: 'App', isWideOnly: true, cell: ({ app }) => app.name },
  {
    id: 'period',
    header: 'Period',
    cell: ({ period }) => `${formatDate(period.start)} – ${formatDate(period.end)}`,
  },
  {
    id: 'issuedAt',
    header: 'Issued',
    isSortable: true,
    firstDirection: 'desc',
    isWideOnly: true,
    cell: ({ issuedAt }) => formatDate(issuedAt),
  },
  { id: 'status', header: 'Status', cell: ({ status }) => <InvoiceStatus status={status} /> },
  {
    id: 'total',
    header: 'Total',
    align: 'end',
    cell: ({ totalMinor, currency }) => <Money amountMinor={totalMinor} currency={currency} />,
  },
];

function RunningPeriods({ previews, paths }: { previews: InvoicePreview[] | undefined; paths: PortalPaths }) {
  if (!previews) {
    return (
      <Alert tone="warning" title="The cost of the running periods cannot be computed right now">
        The store with the usage is not answering. Issued invoices are not affected.
      </Alert>
    );
  }
  if (previews.length === 0) return null;
  return (
    <Card title="Running periods" description="What each subscription costs so far." isFlush>
      <DataTable
        label="Running periods"
        narrow="cards"
        rows={previews}
        getRowId={({ subscriptionId }) => subscriptionId}
        getRowHref={({ subscriptionId }) => paths.invoicePreview(subscriptionId)}
        columns={[
          { id: 'product', header: 'Product', cell: ({ product, plan }) => `${product.name}, ${plan.name}` },
          { id: 'app', header: 'App', cell: ({ app }) => app.name },
          { id: 'until', header: 'Ends', cell: ({ period }) => formatDate(period.end) },
          {
            id: 'total',
            header: 'So far',
            align: 'end',
            cell: ({ totalMinor, currency }) => <Money amountMinor={totalMinor} currency={currency} />,
          },
        ]}
      />
    </Card>
  );
}

/** Invoices can be read while the store with the usage does not answer. */
async function readPreviews(ctx: Ctx): Promise<InvoicePreview[] | undefined> {
  try {
    const { data } = await listSubscriptions(ctx, {
      page: { size: MOST_PREVIEWS },
      filter: { status: 'active' },
    });
    return await Promise.all(data.map(({ id }) => previewInvoice(ctx, { subscriptionId: id })));
  } catch (error) {
    if (isDomainError(error, 'store_unavailable')) return undefined;
    throw error;
  }
}
