import { formatMoney, formatUnitPrice } from '@tollgate/domain/billing/money';
import type { Limit, Terms, UsagePrice } from '@tollgate/domain/terms';
import { formatNumber } from '@tollgate/ui/data/format';

const WINDOWS: Record<Limit['windowSeconds'], string> = {
  1: 'second',
  60: 'minute',
  3600: 'hour',
  86400: 'day',
};

/** What a plan costs at first sight: an amount, and what stands beside it in small. */
export function priceHeadline({ flatFeeMinor, usage, currency }: Terms): { amount: string; unit: string } {
  if (flatFeeMinor > 0) return { amount: formatMoney(flatFeeMinor, currency), unit: 'a month' };
  if (!usage || isFreeOfCharge(usage)) return { amount: 'Free', unit: '' };
  if (usage.model === 'per_unit') {
    return { amount: formatUnitPrice(usage.unitMinor, currency), unit: 'a request' };
  }
  return { amount: 'Pay as you go', unit: '' };
}

function isFreeOfCharge(usage: UsagePrice): boolean {
  const prices = usage.model === 'per_unit' ? [usage] : usage.tiers;
  return prices.every(({ unitMinor }) => Number(unitMinor) === 0);
}

/** A limit in words: `100 requests a minute`. */
export function limitText({ requests, windowSeconds }: Limit): string {
  return `${formatNumber(requests)} ${requests === 1 ? 'request' : 'requests'} ${articleOf(WINDOWS[windowSeconds])}`;
}

function articleOf(window: string): string {
  return `${window === 'hour' ? 'an' : 'a'} ${window}`;
}

/** One line of a price table: which requests of a month, and what each of them costs. */
export interface PriceLine {
  requests: string;
  price: string;
}

/** What requests cost, from the first of a month to the last. */
export function priceLines({ usage, currency }: Terms): PriceLine[] {
  if (!usage) return [{ requests: 'All requests', price: 'free of charge' }];
  const { included } = usage;
  const free = included > 0 ? [{ requests: `First ${formatNumber(included)}`, price: 'included' }] : [];
  if (usage.model === 'per_unit') {
    const requests = included > 0 ? 'Each one more' : 'Each request';
    return [...free, { requests, price: formatUnitPrice(usage.unitMinor, currency) }];
  }
  // Tiers of a graduated price are counted after what is included; those of a volume price decide for all of it.
  const offset = usage.model === 'graduated' ? included : 0;
  const lines = usage.tiers.map(({ upTo, unitMinor }, index) => {
    const from = offset + (usage.tiers[index - 1]?.upTo ?? 0) + 1;
    const span =
      upTo === null
        ? `From ${formatNumber(from)} on`
        : `${formatNumber(from)} to ${formatNumber(offset + upTo)}`;
    const volume = usage.model === 'volume' ? `${span}${included > 0 ? ' beyond those' : ''}, all at` : span;
    return { requests: volume, price: `${formatUnitPrice(unitMinor, currency)} each` };
  });
  return [...free, ...lines];
}
