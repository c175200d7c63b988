import { formatUnitPrice } from '@tollgate/domain/billing/money';
import type { Terms } from '@tollgate/domain/terms';
import { formatNumber } from '@tollgate/ui/data/format';
import { KeyValue } from '@tollgate/ui/data/key-value';
import { Money } from '@tollgate/ui/money/money';

const WINDOWS: Record<number, string> = { 1: 'second', 60: 'minute', 3600: 'hour', 86400: 'day' };

/** The terms of a plan version, in words. */
export function TermsView({ terms }: { terms: Terms }) {
  return (
    <KeyValue
      items={[
        {
          label: 'Flat fee',
          value:
            terms.flatFeeMinor === 0 ? (
              'none'
            ) : (
              <>
                <Money amountMinor={terms.flatFeeMinor} currency={terms.currency} /> a month
              </>
            ),
        },
        { label: 'Requests', value: <UsagePriceView terms={terms} /> },
        {
          label: 'Limits',
          value:
            terms.limits.length === 0
              ? 'none'
              : terms.limits
                  .map((limit) => `${formatNumber(limit.requests)} a ${WINDOWS[limit.windowSeconds]}`)
                  .join(', '),
        },
        { label: 'Quota', value: terms.quota ? `${formatNumber(terms.quota.requests)} a month` : 'none' },
        { label: 'Approval', value: terms.approval === 'manual' ? 'by a member' : 'automatic' },
      ]}
    />
  );
}

function UsagePriceView({ terms }: { terms: Terms }) {
  const { usage, currency } = terms;
  if (!usage) return 'free of charge';
  const included = usage.included > 0 ? `first ${formatNumber(usage.included)} included, then ` : '';
  if (usage.model === 'per_unit') return `${included}${formatUnitPrice(usage.unitMinor, currency)} each`;
  let from = 1;
  return (
    <>
      <span>
        {included}
        {usage.model === 'graduated' ? 'graduated' : 'all at the price of the volume'}:
      </span>
      <ul className="mt-0.5">
        {usage.tiers.map((tier) => {
          const start = from;
          from = (tier.upTo ?? 0) + 1;
          const span =
            tier.upTo === null
              ? `from ${formatNumber(start)}`
              : `${formatNumber(start)} to ${formatNumber(tier.upTo)}`;
          return (
            <li key={start} className="tabular-nums">
              {span}: {formatUnitPrice(tier.unitMinor, currency)} each
            </li>
          );
        })}
      </ul>
    </>
  );
}
