import type { InvoiceLine } from '@tollgate/contract/invoices';
import { formatUnitPrice } from '@tollgate/domain/billing/money';
import { formatNumber } from '@tollgate/ui/data/format';
import { AppLink } from '@tollgate/ui/link';
import { Money } from '@tollgate/ui/money/money';

/** Props of `LineTable`. */
export type LineTableProps = {
  lines: InvoiceLine[];
  totalMinor: string;
  currency: string;
  /** Where the requests behind a line of usage are. */
  usageHref: string;
};

const cell = 'px-4 py-2 sm:px-5';

/** The lines of an invoice and what they add up to; lines of usage lead to their requests. */
export function LineTable({ lines, totalMinor, currency, usageHref }: LineTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller has to be focusable to scroll by keyboard
    <section aria-label="Lines" tabIndex={0} className="overflow-x-auto">
      <table className="w-full text-ui">
        <thead className="border-b text-left text-ink-muted text-xs">
          <tr>
            <th scope="col" className={`${cell} font-medium`}>
              Line
            </th>
            <th scope="col" className={`${cell} text-right font-medium`}>
              Quantity
            </th>
            <th scope="col" className={`${cell} text-right font-medium`}>
              Unit price
            </th>
            <th scope="col" className={`${cell} text-right font-medium`}>
              Amount
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {lines.map((line) => (
            <tr key={line.description}>
              <th scope="row" className={`${cell} text-left font-normal`}>
                {line.kind === 'usage' ? (
                  <AppLink
                    href={usageHref}
                    className="rounded-sm underline decoration-line-strong underline-offset-2 hover:decoration-ink touch:py-3"
                  >
                    {line.description}
                  </AppLink>
                ) : (
                  line.description
                )}
              </th>
              <td className={`${cell} text-right tabular-nums`}>{formatNumber(line.quantity)}</td>
              <td className={`${cell} text-right tabular-nums`}>
                {formatUnitPrice(line.unitMinor, currency)}
              </td>
              <td className={`${cell} text-right`}>
                <Money amountMinor={line.amountMinor} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot className="border-t font-semibold">
          <tr>
            <th scope="row" colSpan={3} className={`${cell} text-left`}>
              Total
            </th>
            <td className={`${cell} text-right`}>
              <Money amountMinor={totalMinor} currency={currency} />
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
