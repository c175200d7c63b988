import { DomainError } from '../errors.ts';
import { MAX_PRICE_MINOR, UNIT_PRICE_DECIMALS } from '../terms.ts';

/** ISO 4217 exponents that are not 2. A table of our own, so that amounts never depend on a runtime's locale data. */
const DECIMALS: Record<string, number> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
  CLF: 4,
  UYW: 4,
};

const PRICE_SCALE = 10n ** BigInt(UNIT_PRICE_DECIMALS);

/** Digits after the point of a currency's major unit: 2 for USD, 0 for JPY, 3 for KWD. */
export function currencyDecimals(currency: string): number {
  return DECIMALS[currency] ?? 2;
}

/** Divides two non-negative integers and rounds half up. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}

/** `quantity` units at a price such as "0.02", in whole minor units, rounded half up once. */
export function priceUnits(quantity: bigint, unitMinor: string): bigint {
  return divideHalfUp(quantity * toScaled(unitMinor, UNIT_PRICE_DECIMALS), PRICE_SCALE);
}

/** An amount as plain decimal text in major units, such as "29.00": what `parseMoneyToMinor` reads. */
export function minorToText(amountMinor: bigint | number, currency: string): string {
  return fromScaled(BigInt(amountMinor), currencyDecimals(currency));
}

/** An amount for people, such as "$29.00"; the digits are exact at any size. */
export function formatMoney(amountMinor: bigint | number, currency: string, locale = 'en-US'): string {
  const decimals = currencyDecimals(currency);
  return currencyFormat(currency, locale, decimals, decimals).format(
    minorToText(amountMinor, currency) as `${number}`,
  );
}

/** A price per unit for people, such as "$0.0002" for "0.02" minor units, with every digit it has. */
export function formatUnitPrice(unitMinor: string, currency: string, locale = 'en-US'): string {
  const decimals = currencyDecimals(currency);
  return currencyFormat(currency, locale, decimals, decimals + UNIT_PRICE_DECIMALS).format(
    unitMinorToText(unitMinor, currency) as `${number}`,
  );
}

/** A price per unit as plain decimal text in major units, such as "0.0002": what `parseUnitPriceToMinor` reads. */
export function unitMinorToText(unitMinor: string, currency: string): string {
  const scaled = toScaled(unitMinor, UNIT_PRICE_DECIMALS);
  const decimals = currencyDecimals(currency);
  const text = fromScaled(scaled, UNIT_PRICE_DECIMALS + decimals);
  return trimZeros(text, decimals);
}

/**
 * Reads an amount that a person typed in major units, such as "29" or "29.00", into minor units.
 * Throws `validation_failed` at `location` for anything else, finer than the currency, or above the largest price.
 */
export function parseMoneyToMinor(text: string, currency: string, location = 'amount'): number {
  const decimals = currencyDecimals(currency);
  const scaled = parseTyped(text, location, decimals, finerThanCurrency(currency, decimals));
  const max = BigInt(MAX_PRICE_MINOR);
  if (scaled > max) throw invalid(location, tooLarge(currency));
  return Number(scaled);
}

/**
 * Reads a price per unit that a person typed in major units, such as "0.0002", into minor units ("0.02").
 * Throws `validation_failed` at `location` like `parseMoneyToMinor`.
 */
export function parseUnitPriceToMinor(text: string, currency: string, location = 'unitPrice'): string {
  const decimals = currencyDecimals(currency) + UNIT_PRICE_DECIMALS;
  const scaled = parseTyped(text, location, decimals, `must have at most ${decimals} decimals`);
  if (scaled > BigInt(MAX_PRICE_MINOR) * PRICE_SCALE) throw invalid(location, tooLarge(currency));
  return trimZeros(fromScaled(scaled, UNIT_PRICE_DECIMALS), 0);
}

function parseTyped(text: string, location: string, decimals: number, finerMessage: string): bigint {
  const typed = text.trim();
  if (typed === '') throw invalid(location, 'is needed');
  if (typed.length > 64) throw invalid(location, 'is too long');
  if (/^[-−]/.test(typed)) throw invalid(location, 'must not be negative');
  const match = /^(\d+)(?:\.(\d+))?$/.exec(typed);
  if (!match) throw invalid(location, 'must be a plain number such as 29.00');
  if ((match[2] ?? '').length > decimals) throw invalid(location, finerMessage);
  return toScaled(typed, decimals);
}

function finerThanCurrency(currency: string, decimals: number): string {
  return decimals === 0
    ? `must be a whole number: ${currency} has no decimals`
    : `must have at most ${decimals} decimals in ${currency}`;
}

function tooLarge(currency: string): string {
  return `must be at most ${minorToText(MAX_PRICE_MINOR, currency)} ${currency}`;
}

function invalid(location: string, message: string): DomainError {
  return new DomainError('validation_failed', {
    detail: `${location} ${message}`,
    errors: [{ location, message }],
  });
}

function toScaled(text: string, decimals: number): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(decimals, '0'));
}

function fromScaled(scaled: bigint, decimals: number): string {
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  const text = decimals === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return scaled < 0n ? `-${text}` : text;
}

function trimZeros(text: string, keepDecimals: number): string {
  const [whole = '0', fraction = ''] = text.split('.');
  const kept = fraction.replace(/0+$/, '').padEnd(keepDecimals, '0');
  return kept === '' ? whole : `${whole}.${kept}`;
}

function currencyFormat(currency: string, locale: string, fewest: number, most: number): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: fewest,
    maximumFractionDigits: most,
  });
}
