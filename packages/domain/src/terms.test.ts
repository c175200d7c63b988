import { describe, expect, test } from 'vitest';
import { MAX_COUNT, MAX_PRICE_MINOR, Terms } from './terms.ts';

const plain = {
  currency: 'USD',
  flatFeeMinor: 2900,
  usage: null,
  limits: [{ name: 'minute', requests: 100, windowSeconds: 60 }],
  quota: { requests: 10_000 },
  approval: 'automatic',
};
const perUnit = (unitMinor: unknown, included: unknown = 0) => ({
  usage: { model: 'per_unit', included, unitMinor },
});
const tiers = (...upTo: (number | null)[]) => ({
  usage: { model: 'graduated', included: 0, tiers: upTo.map((end) => ({ upTo: end, unitMinor: '1' })) },
});
const limit = (values: object) => ({
  limits: [{ name: 'minute', requests: 1, windowSeconds: 60, ...values }],
});
const pathsOf = (changes: object) =>
  Terms.safeParse({ ...plain, ...changes }).error?.issues.map((issue) => issue.path.join('.')) ?? [];

describe('accepted', () => {
  test.each([
    ['nothing but a fee', {}],
    ['free', { flatFeeMinor: 0, limits: [], quota: null }],
    ['the largest fee', { flatFeeMinor: MAX_PRICE_MINOR }],
    ['eight decimals of a minor unit', perUnit('0.00000001')],
    ['the largest unit price', perUnit(String(MAX_PRICE_MINOR))],
    ['a price of zero', perUnit('0')],
    ['the largest count', { quota: { requests: MAX_COUNT } }],
    ['tiers that rise and end open', tiers(10, 20, null)],
    ['one open tier', tiers(null)],
    ['approval by hand', { approval: 'manual' }],
  ])('%s', (_, changes) => {
    expect(pathsOf(changes)).toEqual([]);
  });
});

describe('refused, at the field that is wrong', () => {
  test.each([
    ['a negative fee', { flatFeeMinor: -1 }, 'flatFeeMinor'],
    ['a fee beyond the currency', { flatFeeMinor: 29.5 }, 'flatFeeMinor'],
    ['a fee of 10^18', { flatFeeMinor: 1e18 }, 'flatFeeMinor'],
    ['a fee one above the largest', { flatFeeMinor: MAX_PRICE_MINOR + 1 }, 'flatFeeMinor'],
    ['a fee that is no number', { flatFeeMinor: Number.NaN }, 'flatFeeMinor'],
    ['a fee as text', { flatFeeMinor: '2900' }, 'flatFeeMinor'],
    ['a negative unit price', perUnit('-1'), 'usage.unitMinor'],
    ['nine decimals', perUnit('0.000000001'), 'usage.unitMinor'],
    ['a unit price of 10^18', perUnit('1000000000000000000'), 'usage.unitMinor'],
    ['a unit price a hair above the largest', perUnit('1000000000.00000001'), 'usage.unitMinor'],
    ['a unit price with an exponent', perUnit('1e5'), 'usage.unitMinor'],
    ['a unit price as a number', perUnit(0.02), 'usage.unitMinor'],
    ['a unit price with a comma', perUnit('0,02'), 'usage.unitMinor'],
    ['digits of another script', perUnit('٣'), 'usage.unitMinor'],
    ['an empty unit price', perUnit(''), 'usage.unitMinor'],
    ['a negative included quantity', perUnit('1', -1), 'usage.included'],
    ['an included quantity of 2^63', perUnit('1', 2 ** 63), 'usage.included'],
    ['a limit of 0', limit({ requests: 0 }), 'limits.0.requests'],
    ['a limit of 2^63', limit({ requests: 2 ** 63 }), 'limits.0.requests'],
    ['half a request', limit({ requests: 0.5 }), 'limits.0.requests'],
    ['a window nobody counts', limit({ windowSeconds: 61 }), 'limits.0.windowSeconds'],
    ['a limit’s name that would break a header', limit({ name: 'a";q=1' }), 'limits.0.name'],
    ['a limit’s unknown field', limit({ burst: 1 }), 'limits.0'],
    ['a quota of 0', { quota: { requests: 0 } }, 'quota.requests'],
    ['a quota of 2^63', { quota: { requests: 2 ** 63 } }, 'quota.requests'],
    ['a currency in lower case', { currency: 'usd' }, 'currency'],
    ['no tier', tiers(), 'usage.tiers'],
    ['a last tier with an end', tiers(10), 'usage.tiers.0.upTo'],
    ['an open tier before the last', tiers(null, null), 'usage.tiers.0.upTo'],
    ['tiers that do not rise', tiers(10, 10, null), 'usage.tiers.1.upTo'],
    ['tiers that fall', tiers(10, 5, null), 'usage.tiers.1.upTo'],
    ['a tier that ends at 0', tiers(0, null), 'usage.tiers.0.upTo'],
    ['21 tiers', tiers(...Array.from({ length: 20 }, (_, i) => i + 1), null), 'usage.tiers'],
    ['an unknown model', { usage: { model: 'free_for_all' } }, 'usage.model'],
  ])('%s', (_, changes, path) => {
    expect(pathsOf(changes)).toContain(path);
  });

  test('two limits of one name, nine limits, and fields nobody knows', () => {
    const [one] = plain.limits;
    expect(pathsOf({ limits: [one, one] })).toContain('limits');
    expect(pathsOf({ limits: Array.from({ length: 9 }, (_, i) => ({ ...one, name: `l${i}` })) })).toContain(
      'limits',
    );
    expect(pathsOf({ publishedAt: '2026-01-01T00:00:00Z' })).toContain('');
  });
});
