import type { InvoicePreview } from '@tollgate/contract/invoices';
import { previewInvoice } from '@tollgate/services/invoices/preview-invoice';
import { listSubscriptions } from '@tollgate/services/subscriptions/list-subscriptions';
import { formatDate, formatNumber } from '@tollgate/ui/data/format';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import type { SearchParams } from '@tollgate/ui/data/table-params';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { Grid, Stack } from '@tollgate/ui/layout/stack';
import { StatTile } from '@tollgate/ui/layout/stat-tile';
import { formatMoney } from '@tollgate/ui/money/format-money';
import { Money } from '@tollgate/ui/money/money';
import { load } from '../../server/load.ts';
import { readListState } from '../../shell/list-state.ts';
import { ListTable } from '../../shell/list-table.tsx';
import { paths } from '../../shell/paths.ts';
import { InvoicesHeader } from './invoices-header.tsx';

const columns: TableColumn<InvoicePreview>[] = [
  { id: 'app', header: 'App', cell: (preview) => preview.app.name },
  { id: 'developer', header: 'Developer', cell: (preview) => preview.developer.name },
  { id: 'plan', header: 'Plan', cell: ({ product, plan }) => `${product.name}, ${plan.name}` },
  {
    id: 'quantity',
    header: 'Billable requests',
    align: 'end',
    cell: (preview) => formatNumber(preview.quantity),
  },
  {
    id: 'total',
    header: 'So far',
    align: 'end',
    cell: (preview) => <Money amountMinor={preview.totalMinor} currency={preview.currency} />,
  },
  { id: 'end', header: 'Period ends', cell: (preview) => formatDate(preview.period.end) },
];

/** What the running period of each active subscription comes to so far. */
export async function UnbilledPage({ params }: { params: SearchParams }) {
  const list = readListState(params, { path: paths.unbilled(), defaultSort: '-createdAt' });
  const previews = await load(async (ctx) => {
    const found = await listSubscriptions(ctx, {
      page: list.input.page,
      filter: { status: 'active' },
    });
    const data = await Promise.all(found.data.map(({ id }) => previewInvoice(ctx, { subscriptionId: id })));
    return { ...found, data };
  });
  const totals = new Map<string, bigint>();
  for (const { currency, totalMinor } of previews.data) {
    totals.set(currency, (totals.get(currency) ?? 0n) + BigInt(totalMinor));
  }
  return (
    <>
      <InvoicesHeader currentHref={paths.unbilled()} />
      <Stack gap="lg">
        {totals.size > 0 ? (
          <Grid columns={4}>
            {[...totals].map(([currency, total]) => (
              <StatTile
                key={currency}
                label={`Unbilled in ${currency}`}
                value={formatMoney(total, currency)}
                hint="Running periods on this page"
              />
            ))}
          </Grid>
        ) : null}
        <ListTable
          label="Unbilled"
          list={list}
          page={previews}
          columns={columns}
          getRowId={(preview) => preview.subscriptionId}
          getRowHref={(preview) => paths.invoicePreview(preview.subscriptionId)}
          narrow="cards"
          emptyState={
            <EmptyState title="Nothing is running">
              There is no active subscription whose usage could be billed.
            </EmptyState>
          }
        />
      </Stack>
    </>
  );
}
