import type { InvoiceLine } from '@tollgate/contract/invoices';
import { formatUnitPrice } from '@tollgate/domain/billing/money';
import { DataTable } from '@tollgate/ui/data/data-table';
import { formatNumber } from '@tollgate/ui/data/format';
import { Money } from '@tollgate/ui/money/money';

/** Props of `InvoiceLines`. */
export type InvoiceLinesProps = {
  lines: InvoiceLine[];
  currency: string;
  totalMinor: string;
  totalLabel: string;
};

/** Quantity, price and amount of each line, and the sum. */
export function InvoiceLines({ lines, currency, totalMinor, totalLabel }: InvoiceLinesProps) {
  return (
    <DataTable
      label="Lines"
      narrow="cards"
      rows={lines.map((line, at) => ({ ...line, at }))}
      getRowId={({ at }) => String(at)}
      columns={[
        { id: 'description', header: 'Description', cell: ({ description }) => description },
        { id: 'quantity', header: 'Quantity', align: 'end', cell: ({ quantity }) => formatNumber(quantity) },
        {
          id: 'unit',
          header: 'Price',
          align: 'end',
          cell: ({ unitMinor }) => formatUnitPrice(unitMinor, currency),
        },
        {
          id: 'amount',
          header: 'Amount',
          align: 'end',
          cell: ({ amountMinor }) => <Money amountMinor={amountMinor} currency={currency} />,
        },
      ]}
      footer={
        <p className="flex justify-end gap-6 font-semibold">
          <span>{totalLabel}</span>
          <Money amountMinor={totalMinor} currency={currency} />
        </p>
      }
    />
  );
}
