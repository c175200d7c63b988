import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Terms } from '../terms.ts';
import { draftInvoice } from './invoice.ts';

const period = { start: new Date('2026-11-01T00:00:00Z'), end: new Date('2026-12-01T00:00:00Z') };
const pro: Pick<Terms, 'currency' | 'flatFeeMinor' | 'usage'> = {
  currency: 'USD',
  flatFeeMinor: 2900,
  usage: {
    model: 'graduated',
    included: 100_000,
    tiers: [
      { upTo: 900_000, unitMinor: '0.02' },
      { upTo: null, unitMinor: '0.015' },
    ],
  },
};

describe('draftInvoice', () => {
  it('totals exactly the sum of its lines, and the same cent every time it is recomputed', () => {
    const end = fc.option(fc.date({ min: period.start, max: period.end, noInvalidDate: true }));
    fc.assert(
      fc.property(fc.nat(1_000_000_000), fc.nat(10_000_000), end, (flatFeeMinor, quantity, endedAt) => {
        const input = { terms: { ...pro, flatFeeMinor }, period, quantity, endedAt };
        const draft = draftInvoice(input);
        expect(draft.totalMinor).toBe(draft.lines.reduce((sum, line) => sum + line.amountMinor, 0n));
        expect(draftInvoice(structuredClone(input))).toEqual(draft);
      }),
    );
  });

  it('does not depend on the order or grouping in which the events of a period were counted', () => {
    const events = fc.array(fc.nat(1), { maxLength: 300 });
    fc.assert(
      fc.property(events, fc.nat(300), fc.infiniteStream(fc.nat()), (billable, cut, noise) => {
        const count = (part: number[]) => part.reduce((sum, flag) => sum + flag, 0);
        const shuffled = billable
          .map((flag) => ({ flag, rank: noise.next().value as number }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ flag }) => flag);
        const terms = {
          ...pro,
          usage: { model: 'per_unit' as const, included: 10, unitMinor: '0.33333333' },
        };
        const whole = draftInvoice({ terms, period, quantity: count(billable) });
        const parts = count(shuffled.slice(0, cut)) + count(shuffled.slice(cut));
        expect(draftInvoice({ terms, period, quantity: parts })).toEqual(whole);
      }),
    );
  });

  it('charges the full flat fee for a period the subscription outlived', () => {
    for (const endedAt of [undefined, null, period.end, new Date('2027-01-01T00:00:00Z')]) {
      expect(draftInvoice({ terms: pro, period, quantity: 0, endedAt }).totalMinor).toBe(2900n);
    }
  });

  it('prorates the flat fee by time when the subscription ended inside the period, and says so', () => {
    const draft = draftInvoice({
      terms: pro,
      period,
      quantity: 0,
      endedAt: new Date('2026-11-11T00:00:00.500Z'),
    });
    expect(draft.lines[0]).toEqual({
      kind: 'flat_fee',
      description:
        'Flat fee, prorated by time until 2026-11-11T00:00:00.500Z: 864000.500 of 2592000 seconds of the period',
      quantity: '1',
      unitMinor: '967',
      amountMinor: 967n,
    });
  });

  it('owes no flat fee to a subscription that ended before the period', () => {
    const draft = draftInvoice({
      terms: pro,
      period,
      quantity: 0,
      endedAt: new Date('2026-10-01T00:00:00Z'),
    });
    expect(draft.totalMinor).toBe(0n);
  });

  it('leaves the flat fee out of plans that have none', () => {
    const draft = draftInvoice({ terms: { ...pro, flatFeeMinor: 0, usage: null }, period, quantity: 12 });
    expect(draft.lines.map((line) => line.kind)).toEqual(['usage']);
    expect(draft.totalMinor).toBe(0n);
  });
});
