import { InvoiceStatus, type InvoiceSummary, type ListInvoicesInput } from '@tollgate/contract/invoices';
import { listInvoices } from '@tollgate/services/invoices/list-invoices';
import { listProducts } from '@tollgate/services/products/list-products';
import { StatusBadge } from '@tollgate/ui/data/badge';
import { FilterBar } from '@tollgate/ui/data/filter-bar';
import { formatDate } from '@tollgate/ui/data/format';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import type { SearchParams } from '@tollgate/ui/data/table-params';
import { ButtonLink } from '@tollgate/ui/forms/button';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { Stack } from '@tollgate/ui/layout/stack';
import { Money } from '@tollgate/ui/money/money';
import { ReceiptText } from 'lucide-react';
import { listAll } from '../../server/list-all.ts';
import { load } from '../../server/load.ts';
import { readListState } from '../../shell/list-state.ts';
import { ListTable } from '../../shell/list-table.tsx';
import { paths } from '../../shell/paths.ts';
import { INVOICE_TONES } from './invoice-tones.ts';
import { InvoicesHeader } from './invoices-header.tsx';

const columns: TableColumn<InvoiceSummary>[] = [
  { id: 'number', header: 'Number', isSortable: true, cell: (invoice) => invoice.number },
  { id: 'developer', header: 'Developer', cell: (invoice) => invoice.developer.name },
  { id: 'plan', header: 'Plan', cell: ({ product, plan }) => `${product.name}, ${plan.name}` },
  {
    id: 'period',
    header: 'Period',
    isWideOnly: true,
    cell: ({ period }) => `${formatDate(period.start)} – ${formatDate(period.end)}`,
  },
  {
    id: 'status',
    header: 'Status',
    cell: ({ status }) => <StatusBadge tone={INVOICE_TONES[status]}>{status}</StatusBadge>,
  },
  {
    id: 'total',
    header: 'Total',
    align: 'end',
    cell: (invoice) => <Money amountMinor={invoice.totalMinor} currency={invoice.currency} />,
  },
  {
    id: 'issuedAt',
    header: 'Issued',
    isSortable: true,
    firstDirection: 'desc',
    cell: (invoice) => formatDate(invoice.issuedAt),
  },
];

/** Invoices that were issued. */
export async function InvoicesPage({ params }: { params: SearchParams }) {
  const list = readListState(params, {
    path: paths.invoices(),
    filters: ['status', 'productId', 'developerId', 'appId', 'subscriptionId'],
    defaultSort: '-issuedAt',
  });
  const { invoices, products } = await load(async (ctx) => ({
    invoices: await listInvoices(ctx, list.input as ListInvoicesInput),
    products: await listAll((page) => listProducts(ctx, { page })),
  }));
  return (
    <>
      <InvoicesHeader currentHref={paths.invoices()} />
      <Stack>
        {invoices.data.length > 0 || list.isFiltered ? (
          <FilterBar
            params={list.params}
            filters={[
              {
                name: 'status',
                label: 'Status',
                options: InvoiceStatus.options.map((status) => ({ value: status, label: status })),
              },
              {
                name: 'productId',
                label: 'Product',
                options: products.data.map(({ id, name }) => ({ value: id, label: name })),
              },
            ]}
          />
        ) : null}
        <ListTable
          label="Invoices"
          list={list}
          page={invoices}
          columns={columns}
          getRowId={(invoice) => invoice.id}
          getRowHref={(invoice) => paths.invoice(invoice.id)}
          narrow="cards"
          emptyState={
            <EmptyState
              icon={<ReceiptText />}
              title="No invoices yet"
              action={<ButtonLink href={paths.unbilled()}>See what is unbilled</ButtonLink>}
            >
              They are issued when a period of a subscription is over.
            </EmptyState>
          }
        />
      </Stack>
    </>
  );
}
