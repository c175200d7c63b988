import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_COUNT, Terms, type Tier, type UsagePrice } from '../terms.ts';
import { rateUsage } from './rate-usage.ts';

const SCALE = 10n ** 8n;

const unitMinor = fc
  .tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 99_999_999 }))
  .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(8, '0')}`);

function tiersUpTo(largest: number): fc.Arbitrary<Tier[]> {
  return fc
    .uniqueArray(fc.integer({ min: 1, max: largest }), { maxLength: 5 })
    .chain((bounds) =>
      fc.tuple(
        fc.constant(bounds),
        fc.array(unitMinor, { minLength: bounds.length + 1, maxLength: bounds.length + 1 }),
      ),
    )
    .map(([bounds, units]) => {
      const sorted: (number | null)[] = [...bounds.sort((a, b) => a - b), null];
      return sorted.map((upTo, index) => ({ upTo, unitMinor: units[index] as string }));
    });
}

function priceUpTo(largest: number): fc.Arbitrary<UsagePrice> {
  const included = fc.integer({ min: 0, max: largest });
  return fc.oneof(
    fc.record({ model: fc.constant('per_unit' as const), included, unitMinor }),
    fc.record({
      model: fc.constantFrom('graduated' as const, 'volume' as const),
      included,
      tiers: tiersUpTo(largest),
    }),
  );
}

const anyCount = fc.bigInt({ min: 0n, max: BigInt(MAX_COUNT) });

function total(usage: UsagePrice, quantity: bigint | number): bigint {
  return rateUsage({ usage }, quantity).reduce((sum, line) => sum + line.amountMinor, 0n);
}

function scaled(text: string): bigint {
  return BigInt(text.replace('.', ''));
}

describe('rateUsage', () => {
  it('accounts for every unit in exactly one line', () => {
    fc.assert(
      fc.property(priceUpTo(MAX_COUNT), anyCount, (usage, quantity) => {
        const lines = rateUsage({ usage }, quantity);
        expect(lines.reduce((sum, line) => sum + BigInt(line.quantity), 0n)).toBe(quantity);
        expect(lines.length).toBeGreaterThan(0);
      }),
    );
  });

  it('gives the same lines again for the same terms read back from JSON', () => {
    fc.assert(
      fc.property(priceUpTo(MAX_COUNT), anyCount, (usage, quantity) => {
        const again = JSON.parse(JSON.stringify(usage)) as UsagePrice;
        expect(rateUsage({ usage: again }, quantity)).toEqual(rateUsage({ usage }, quantity));
      }),
    );
  });

  it('never charges less for more requests, per unit and graduated', () => {
    fc.assert(
      fc.property(priceUpTo(MAX_COUNT), anyCount, anyCount, (usage, a, b) => {
        fc.pre(usage.model !== 'volume');
        const [less, more] = a < b ? [a, b] : [b, a];
        expect(total(usage, less)).toBeLessThanOrEqual(total(usage, more));
      }),
    );
  });

  it('charges graduated tiers as if each unit were priced by itself', () => {
    fc.assert(
      fc.property(tiersUpTo(60), fc.nat(30), fc.nat(120), (tiers, included, quantity) => {
        const exactByTier = tiers.map(() => 0n);
        for (let unit = 1; unit <= quantity - included; unit++) {
          const index = tiers.findIndex((tier) => tier.upTo === null || unit <= tier.upTo);
          exactByTier[index] = (exactByTier[index] as bigint) + scaled(tiers[index]?.unitMinor as string);
        }
        const expected = exactByTier.reduce((sum, exact) => sum + (exact + SCALE / 2n) / SCALE, 0n);
        expect(total({ model: 'graduated', included, tiers }, quantity)).toBe(expected);
      }),
    );
  });

  it('charges all units at the price of the one tier that volume reaches', () => {
    fc.assert(
      fc.property(tiersUpTo(60), fc.nat(30), fc.nat(120), (tiers, included, quantity) => {
        const charged = Math.max(0, quantity - included);
        const tier = tiers.find(({ upTo }) => upTo === null || charged <= upTo) as Tier;
        const expected = (BigInt(charged) * scaled(tier.unitMinor) + SCALE / 2n) / SCALE;
        const lines = rateUsage({ usage: { model: 'volume', included, tiers } }, quantity);
        expect(lines.filter((line) => line.unitMinor !== '0').length).toBeLessThanOrEqual(1);
        expect(total({ model: 'volume', included, tiers }, quantity)).toBe(expected);
      }),
    );
  });

  it('charges nothing within the included quantity and one unit just above it', () => {
    const usage: UsagePrice = { model: 'per_unit', included: 100_000, unitMinor: '3' };
    expect([0, 99_999, 100_000, 100_001].map((quantity) => total(usage, quantity))).toEqual([0n, 0n, 0n, 3n]);
  });

  it('writes the lines of a graduated plan the way a person would check them', () => {
    const usage: UsagePrice = {
      model: 'graduated',
      included: 100_000,
      tiers: [
        { upTo: 900_000, unitMinor: '0.02' },
        { upTo: null, unitMinor: '0.015' },
      ],
    };
    expect(rateUsage({ usage }, 1_250_001)).toEqual([
      {
        kind: 'usage',
        description: 'Requests, first 100,000 included',
        quantity: '100000',
        unitMinor: '0',
        amountMinor: 0n,
      },
      {
        kind: 'usage',
        description: 'Requests 100,001 to 1,000,000',
        quantity: '900000',
        unitMinor: '0.02',
        amountMinor: 18_000n,
      },
      {
        kind: 'usage',
        description: 'Requests from 1,000,001',
        quantity: '250001',
        unitMinor: '0.015',
        amountMinor: 3_750n,
      },
    ]);
  });

  it('states the usage of a plan without usage prices at no charge', () => {
    expect(rateUsage({ usage: null }, 7)).toEqual([
      {
        kind: 'usage',
        description: 'Requests, free of charge',
        quantity: '7',
        unitMinor: '0',
        amountMinor: 0n,
      },
    ]);
  });

  it('rates terms that the schema accepts, without float drift at 10^12', () => {
    const terms = Terms.parse({
      currency: 'USD',
      flatFeeMinor: 0,
      usage: { model: 'per_unit', included: 0, unitMinor: '0.12345678' },
      limits: [],
      quota: null,
      approval: 'automatic',
    });
    expect(rateUsage(terms, MAX_COUNT)[0]?.amountMinor).toBe(123_456_780_000n);
    expect(rateUsage(terms, MAX_COUNT - 1)[0]?.amountMinor).toBe(123_456_780_000n);
  });

  it('refuses quantities that are no counts', () => {
    expect(() => rateUsage({ usage: null }, -1)).toThrow(RangeError);
    expect(() => rateUsage({ usage: null }, 1.5)).toThrow(RangeError);
    expect(() => rateUsage({ usage: null }, Number.NaN)).toThrow(RangeError);
  });
});
