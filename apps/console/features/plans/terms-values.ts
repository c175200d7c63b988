import { minorToText, unitMinorToText } from '@tollgate/domain/billing/money';
import type { Limit, Terms } from '@tollgate/domain/terms';
import type { PriceModel } from './read-terms.ts';

/** One tier as its row shows it. */
export interface TierValue {
  upTo: string;
  unitPrice: string;
}

/** One limit as its row shows it. */
export interface LimitValue {
  name: string;
  requests: string;
  windowSeconds: string;
}

/** What the fields of a plan's form hold for these terms. */
export interface TermsValues {
  fields: Record<string, string>;
  model: PriceModel;
  tiers: TierValue[];
  limits: LimitValue[];
}

/** Terms as people type them: prices in major units. */
export function termsValues(terms: Terms): TermsValues {
  const { usage, currency } = terms;
  const tiers = usage && usage.model !== 'per_unit' ? usage.tiers : [];
  return {
    fields: {
      'terms.currency': currency,
      'terms.flatFeeMinor': minorToText(terms.flatFeeMinor, currency),
      'terms.usage.included': String(usage?.included ?? 0),
      'terms.usage.unitMinor': usage?.model === 'per_unit' ? unitMinorToText(usage.unitMinor, currency) : '',
      'terms.quota.requests': terms.quota ? String(terms.quota.requests) : '',
      'terms.approval': terms.approval,
    },
    model: usage?.model ?? 'free',
    tiers: tiers.map((tier) => ({
      upTo: tier.upTo === null ? '' : String(tier.upTo),
      unitPrice: unitMinorToText(tier.unitMinor, currency),
    })),
    limits: terms.limits.map(limitValue),
  };
}

function limitValue(limit: Limit): LimitValue {
  return {
    name: limit.name,
    requests: String(limit.requests),
    windowSeconds: String(limit.windowSeconds),
  };
}

/** What an empty form starts with: free, with a limit that keeps one app from hurting the others. */
export function newTerms(currency: string): Terms {
  return {
    currency,
    flatFeeMinor: 0,
    usage: null,
    limits: [{ name: 'minute', requests: 100, windowSeconds: 60 }],
    quota: null,
    approval: 'automatic',
  };
}
