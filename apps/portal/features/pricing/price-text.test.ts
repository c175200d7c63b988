import type { Terms } from '@tollgate/domain/terms';
import { expect, test } from 'vitest';
import { limitText, priceHeadline, priceLines } from './price-text.ts';

const free: Terms = {
  currency: 'USD',
  flatFeeMinor: 0,
  usage: null,
  limits: [],
  quota: null,
  approval: 'automatic',
};
const graduated: Terms = {
  ...free,
  flatFeeMinor: 2900,
  usage: {
    model: 'graduated',
    included: 100_000,
    tiers: [
      { upTo: 400_000, unitMinor: '0.05' },
      { upTo: null, unitMinor: '0.02' },
    ],
  },
};

test('the headline is the flat fee, else the price of a request, else free', () => {
  expect(priceHeadline(graduated)).toEqual({ amount: '$29.00', unit: 'a month' });
  expect(priceHeadline(free)).toEqual({ amount: 'Free', unit: '' });
  const perUnit: Terms = { ...free, usage: { model: 'per_unit', included: 0, unitMinor: '0.5' } };
  expect(priceHeadline(perUnit)).toEqual({ amount: '$0.005', unit: 'a request' });
});

test('graduated tiers are told as requests of the month, counted after those included', () => {
  expect(priceLines(graduated)).toEqual([
    { requests: 'First 100,000', price: 'included' },
    { requests: '100,001 to 500,000', price: '$0.0005 each' },
    { requests: 'From 500,001 on', price: '$0.0002 each' },
  ]);
});

test('a limit is told in words', () => {
  expect(limitText({ name: 'minute', requests: 100, windowSeconds: 60 })).toBe('100 requests a minute');
  expect(limitText({ name: 'hour', requests: 1, windowSeconds: 3600 })).toBe('1 request an hour');
});
