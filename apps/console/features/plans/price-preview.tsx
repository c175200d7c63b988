'use client';

import { draftInvoice } from '@tollgate/domain/billing/invoice';
import type { Terms } from '@tollgate/domain/terms';
import { formatNumber } from '@tollgate/ui/data/format';
import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Money } from '@tollgate/ui/money/money';
import { useState } from 'react';

const EXAMPLES = [0, 10_000, 100_000, 1_000_000, 10_000_000];
const ANY_PERIOD = { start: new Date(0), end: new Date(2_678_400_000) };

/** What a whole period costs under these terms, at example quantities and one of the reader's own. */
export function PricePreview({ terms }: { terms: Terms | undefined }) {
  const [own, setOwn] = useState('250000');
  if (!terms) return <p className="text-ink-muted text-ui">Complete the prices to see what they come to.</p>;
  const quantity = /^\d{1,12}$/.test(own) ? Number(own) : undefined;
  return (
    <div className="flex flex-col gap-3">
      <table className="w-full text-ui">
        <thead className="text-ink-muted text-xs">
          <tr>
            <th scope="col" className="pb-1 text-left font-medium">
              Requests in a period
            </th>
            <th scope="col" className="pb-1 text-right font-medium">
              Invoice
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {EXAMPLES.map((example) => (
            <tr key={example}>
              <th scope="row" className="py-1.5 text-left font-normal tabular-nums">
                {formatNumber(example)}
              </th>
              <td className="py-1.5 text-right">
                <Money amountMinor={totalOf(terms, example)} currency={terms.currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Field
        label="At a quantity of your own"
        error={quantity === undefined ? 'Must be a whole number.' : undefined}
      >
        <Input
          inputMode="numeric"
          value={own}
          onChange={(event) => setOwn(event.target.value.replace(/[\s,_]/g, ''))}
        />
      </Field>
      {quantity === undefined ? null : <Lines terms={terms} quantity={quantity} />}
    </div>
  );
}

function totalOf(terms: Terms, quantity: number): bigint {
  return draftInvoice({ terms, period: ANY_PERIOD, quantity }).totalMinor;
}

function Lines({ terms, quantity }: { terms: Terms; quantity: number }) {
  const draft = draftInvoice({ terms, period: ANY_PERIOD, quantity });
  return (
    <dl className="flex flex-col gap-1 text-ui" aria-live="polite">
      {draft.lines.map((line) => (
        <div key={line.description} className="flex justify-between gap-4">
          <dt className="text-ink-muted">
            {line.description}
            {line.kind === 'usage' ? ` · ${formatNumber(line.quantity)}` : ''}
          </dt>
          <dd>
            <Money amountMinor={line.amountMinor} currency={terms.currency} />
          </dd>
        </div>
      ))}
      <div className="flex justify-between gap-4 border-t pt-1 font-medium">
        <dt>Total</dt>
        <dd>
          <Money amountMinor={draft.totalMinor} currency={terms.currency} />
        </dd>
      </div>
    </dl>
  );
}
