import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDomainError } from '../errors.ts';
import { MAX_PRICE_MINOR, UnitPriceMinor } from '../terms.ts';
import {
  currencyDecimals,
  divideHalfUp,
  formatMoney,
  formatUnitPrice,
  minorToText,
  parseMoneyToMinor,
  parseUnitPriceToMinor,
  priceUnits,
  unitMinorToText,
} from './money.ts';

const currency = fc.constantFrom('USD', 'EUR', 'JPY', 'KWD', 'CLF', 'XXX');

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (isDomainError(error, 'validation_failed')) return error.errors[0]?.message ?? '';
    throw error;
  }
  return 'accepted';
}

describe('money', () => {
  it('knows currencies with no, two, three and four decimals', () => {
    expect(['JPY', 'USD', 'KWD', 'CLF', 'XYZ'].map(currencyDecimals)).toEqual([0, 2, 3, 4, 2]);
  });

  it('shows amounts exactly, far beyond the precision of a float', () => {
    expect(formatMoney(2900, 'USD')).toBe('$29.00');
    expect(formatMoney(-5, 'USD')).toBe('-$0.05');
    expect(formatMoney(2900, 'JPY')).toBe('¥2,900');
    expect(formatMoney(900_719_925_474_099_301n, 'USD')).toBe('$9,007,199,254,740,993.01');
    expect(formatMoney(123_456, 'EUR', 'de-DE')).toBe('1.234,56\u00a0€');
  });

  it('shows every digit of a price per unit', () => {
    expect(formatUnitPrice('0.02', 'USD')).toBe('$0.0002');
    expect(formatUnitPrice('0.00000001', 'USD')).toBe('$0.0000000001');
    expect(formatUnitPrice('5', 'USD')).toBe('$0.05');
    expect(unitMinorToText('0.5', 'JPY')).toBe('0.5');
  });

  it('reads back every amount it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_PRICE_MINOR }), currency, (amountMinor, code) => {
        expect(parseMoneyToMinor(minorToText(amountMinor, code), code)).toBe(amountMinor);
      }),
    );
  });

  it('reads back every price per unit it writes, as one the terms accept', () => {
    const price = fc.tuple(fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 0, max: 99_999_999 }));
    fc.assert(
      fc.property(price, currency, ([whole, fraction], code) => {
        const unitMinor = `${whole}.${String(fraction).padStart(8, '0')}`.replace(/\.?0+$/, (zeros) =>
          zeros.startsWith('.') ? '' : zeros.replace(/0/g, ''),
        );
        const canonical = unitMinor === '' ? '0' : unitMinor;
        const read = parseUnitPriceToMinor(unitMinorToText(canonical, code), code);
        expect(read).toBe(canonical);
        expect(UnitPriceMinor.parse(read)).toBe(read);
      }),
    );
  });

  it.each([
    ['', 'USD', 'is needed'],
    ['-1', 'USD', 'must not be negative'],
    ['−1', 'USD', 'must not be negative'],
    ['1e3', 'USD', 'must be a plain number such as 29.00'],
    ['1,000', 'USD', 'must be a plain number such as 29.00'],
    ['0x10', 'USD', 'must be a plain number such as 29.00'],
    ['NaN', 'USD', 'must be a plain number such as 29.00'],
    ['.5', 'USD', 'must be a plain number such as 29.00'],
    ['29.001', 'USD', 'must have at most 2 decimals in USD'],
    ['29.5', 'JPY', 'must be a whole number: JPY has no decimals'],
    ['1000000000000000000', 'USD', 'must be at most 10000000.00 USD'],
    ['10000000.01', 'USD', 'must be at most 10000000.00 USD'],
    ['9'.repeat(65), 'USD', 'is too long'],
  ])('refuses the amount %j in %s', (text, code, message) => {
    expect(messageOf(() => parseMoneyToMinor(text, code))).toBe(message);
  });

  it('refuses prices per unit that are finer or larger than terms can hold', () => {
    expect(messageOf(() => parseUnitPriceToMinor('0.00000000001', 'USD'))).toBe(
      'must have at most 10 decimals',
    );
    expect(messageOf(() => parseUnitPriceToMinor('10000000.0000000001', 'USD'))).toBe(
      'must be at most 10000000.00 USD',
    );
  });

  it('rounds half up', () => {
    expect([4n, 5n, 6n, 14n, 15n].map((value) => divideHalfUp(value, 10n))).toEqual([0n, 1n, 1n, 1n, 2n]);
    expect(priceUnits(1n, '0.5')).toBe(1n);
    expect(priceUnits(1n, '0.49999999')).toBe(0n);
  });

  it('multiplies without float drift at 10^12 units', () => {
    expect(priceUnits(10n ** 12n, '0.00000001')).toBe(10_000n);
    expect(priceUnits(999_999_999_999n, '0.10000001')).toBe(100_000_010_000n);
    expect(priceUnits(10n ** 12n, '999999999.99999999')).toBe(999_999_999_999_999_990_000n);
  });
});
