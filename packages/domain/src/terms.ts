import { z } from 'zod';

/** The largest count any limit, quota or tier bound may have. */
export const MAX_COUNT = 1_000_000_000_000;
/** The largest price, in minor units (ten million of a two-digit currency). */
export const MAX_PRICE_MINOR = 1_000_000_000;
/** Digits after the point a price per unit may have beyond the minor unit. */
export const UNIT_PRICE_DECIMALS = 8;

const count = z.int().min(1, 'must be at least 1').max(MAX_COUNT, `must be at most ${MAX_COUNT}`);

// As text, because a float cannot tell a price a hair above the largest from the largest.
function isWithinMaxPrice(text: string): boolean {
  const [whole = '', fraction = ''] = text.split('.');
  return Number(whole) < MAX_PRICE_MINOR || (Number(whole) === MAX_PRICE_MINOR && /^0*$/.test(fraction));
}

/** A price per unit as a decimal string of minor units, such as "0.02" for two hundredths of a cent. */
export const UnitPriceMinor = z
  .string()
  .regex(
    /^(0|[1-9]\d{0,9})(\.\d{1,8})?$/,
    `must be a number from 0 with at most ${UNIT_PRICE_DECIMALS} decimals`,
  )
  .refine(isWithinMaxPrice, 'is too large');

/** A ceiling on a short window. */
export const Limit = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_-]{0,31}$/, 'must be a short lower-case name such as "minute"'),
  requests: count,
  windowSeconds: z.union([z.literal(1), z.literal(60), z.literal(3600), z.literal(86_400)]),
});
export type Limit = z.infer<typeof Limit>;

/** A ceiling on a billing period. */
export const Quota = z.strictObject({ requests: count });
export type Quota = z.infer<typeof Quota>;

const Tier = z.strictObject({
  /** The last unit of the tier, counted from 1 after the included quantity; null is without end. */
  upTo: count.nullable(),
  unitMinor: UnitPriceMinor,
});
export type Tier = z.infer<typeof Tier>;

/** How used units become money. `included` units are free of charge in each period. */
export const UsagePrice = z.discriminatedUnion('model', [
  z.strictObject({
    model: z.literal('per_unit'),
    included: z.int().min(0).max(MAX_COUNT),
    unitMinor: UnitPriceMinor,
  }),
  z.strictObject({
    model: z.enum(['graduated', 'volume']),
    included: z.int().min(0).max(MAX_COUNT),
    tiers: z.array(Tier).min(1).max(20),
  }),
]);
export type UsagePrice = z.infer<typeof UsagePrice>;

/** The terms of a plan version: all that the gateway enforces and finance bills. */
export const Terms = z
  .strictObject({
    currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as USD'),
    /** Flat fee for each period, in minor units. */
    flatFeeMinor: z.int().min(0, 'must not be negative').max(MAX_PRICE_MINOR, 'is too large'),
    usage: UsagePrice.nullable(),
    limits: z.array(Limit).max(8),
    quota: Quota.nullable(),
    /** Whether a member approves each subscription before it works. */
    approval: z.enum(['automatic', 'manual']),
  })
  .superRefine((terms, context) => {
    const names = terms.limits.map((limit) => limit.name);
    if (new Set(names).size !== names.length) {
      context.addIssue({ code: 'custom', path: ['limits'], message: 'each limit needs a name of its own' });
    }
    if (terms.usage && terms.usage.model !== 'per_unit') checkTiers(terms.usage.tiers, context);
  });
export type Terms = z.infer<typeof Terms>;

function checkTiers(
  tiers: Tier[],
  context: { addIssue: (issue: { code: 'custom'; path: (string | number)[]; message: string }) => void },
) {
  let previous = 0;
  tiers.forEach((tier, index) => {
    const isLast = index === tiers.length - 1;
    const path = ['usage', 'tiers', index, 'upTo'];
    if (isLast && tier.upTo !== null)
      context.addIssue({ code: 'custom', path, message: 'the last tier has no end: leave it empty' });
    if (!isLast && tier.upTo === null)
      context.addIssue({ code: 'custom', path, message: 'only the last tier may be without end' });
    if (tier.upTo !== null && tier.upTo <= previous)
      context.addIssue({ code: 'custom', path, message: 'must be larger than the tier before' });
    previous = tier.upTo ?? previous;
  });
}
