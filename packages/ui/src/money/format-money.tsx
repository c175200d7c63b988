const locale = 'en-GB';

/** How many decimals a currency has: 2 for EUR, 0 for JPY. */
export function currencyDigits(currency: string): number {
  return currencyFormat(currency).resolvedOptions().maximumFractionDigits ?? 2;
}

function currencyFormat(currency: string, options: Intl.NumberFormatOptions = {}) {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    ...options,
  });
}

/** Minor units as exact decimal text: `(2900n, 'EUR')` → `29.00`. */
export function minorToDecimal(amountMinor: bigint | number | string, currency: string): string {
  const digits = currencyDigits(currency);
  const minor = BigInt(amountMinor);
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const sign = minor < 0n ? '-' : '';
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${text.slice(-digits)}`;
}

/** Exact decimal text as money. Digits beyond the currency's are kept: `0.0004` EUR → `€0.0004`. */
export function formatDecimalMoney(amount: string, currency: string): string {
  const fraction = (amount.split('.')[1] ?? '').replace(/0+$/, '').length;
  const digits = Math.max(fraction, currencyDigits(currency));
  const format = currencyFormat(currency, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return format.format(amount as Intl.StringNumericLiteral);
}

/** Minor units as money: `(2900, 'EUR')` → `€29.00`. */
export function formatMoney(amountMinor: bigint | number | string, currency: string): string {
  return formatDecimalMoney(minorToDecimal(amountMinor, currency), currency);
}

/** The sign of a currency: `€` for EUR. */
export function currencySymbol(currency: string): string {
  const parts = currencyFormat(currency).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}
