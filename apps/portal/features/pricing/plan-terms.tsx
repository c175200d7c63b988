import type { Terms } from '@tollgate/domain/terms';
import { formatNumber } from '@tollgate/ui/data/format';
import { limitText, priceLines } from './price-text.ts';

/** Prices, limits and quota of a plan, as two short lists. */
export function PlanTerms({ terms }: { terms: Terms }) {
  return (
    <dl className="flex flex-col gap-4 text-ui">
      <div>
        <dt className="text-ink-muted">Price of requests, each month</dt>
        <dd className="mt-1.5">
          <ul className="divide-y divide-line">
            {priceLines(terms).map(({ requests, price }) => (
              <li key={requests} className="flex justify-between gap-4 py-1.5 first:pt-0">
                <span>{requests}</span>
                <span className="shrink-0 font-medium tabular-nums">{price}</span>
              </li>
            ))}
          </ul>
        </dd>
      </div>
      <div>
        <dt className="text-ink-muted">Limits</dt>
        <dd className="mt-1.5">
          <ul className="flex flex-col gap-1">
            {terms.limits.map((limit) => (
              <li key={limit.name}>{limitText(limit)}</li>
            ))}
            <li>
              {terms.quota ? `${formatNumber(terms.quota.requests)} requests a month` : 'No monthly quota'}
            </li>
          </ul>
        </dd>
      </div>
    </dl>
  );
}
