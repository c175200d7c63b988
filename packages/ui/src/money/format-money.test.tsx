import { describe, expect, test } from 'vitest';
import { formatDecimalMoney, formatMoney, minorToDecimal } from './format-money.tsx';

describe('money', () => {
  test.each([
    [2900n, 'EUR', '29.00'],
    [5n, 'EUR', '0.05'],
    [-1n, 'USD', '-0.01'],
    [1234n, 'JPY', '1234'],
    [1234n, 'BHD', '1.234'],
  ])('%d minor units of %s are %s', (minor, currency, text) =>
    expect(minorToDecimal(minor, currency)).toBe(text),
  );

  test('is exact beyond what a float can hold', () => {
    expect(formatMoney(900719925474099301n, 'EUR')).toBe('€9,007,199,254,740,993.01');
  });

  test('keeps digits finer than the currency, and never fewer than it has', () => {
    expect(formatDecimalMoney('0.00040', 'EUR')).toBe('€0.0004');
    expect(formatDecimalMoney('29', 'EUR')).toBe('€29.00');
  });
});
