import { parseMoneyToMinor, parseUnitPriceToMinor } from '@tollgate/domain/billing/money';
import { DomainError, type FieldError } from '@tollgate/domain/errors';
import type { Terms } from '@tollgate/domain/terms';

/** How a plan's usage is charged, as the form names it. */
export type PriceModel = 'free' | 'per_unit' | 'graduated' | 'volume';

/**
 * Reads the terms that a plan's form holds: prices in major units as people type them, counts as whole numbers.
 * Throws one `validation_failed` that names every field which is no number; the schema of terms checks the rest.
 */
export function readTerms(form: FormData): Terms {
  const errors: FieldError[] = [];
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const currency = text('terms.currency').toUpperCase();
  const count = (location: string) => readCount(text(location), location, errors);
  const money = <T>(location: string, parse: (text: string, currency: string, location: string) => T) =>
    collect(errors, () => parse(text(location), currency, location));

  const terms = {
    currency,
    flatFeeMinor: text('terms.flatFeeMinor') === '' ? 0 : money('terms.flatFeeMinor', parseMoneyToMinor),
    usage: readUsage(),
    limits: rowsOf(form, 'terms.limits').map((row) => ({
      name: text(`${row}.name`),
      requests: count(`${row}.requests`),
      windowSeconds: Number(text(`${row}.windowSeconds`)),
    })),
    quota: text('terms.quota.requests') === '' ? null : { requests: count('terms.quota.requests') },
    approval: text('terms.approval') || 'automatic',
  };
  if (errors.length > 0) throw new DomainError('validation_failed', { errors });
  return terms as Terms;

  function readUsage() {
    const model = text('model') as PriceModel;
    if (model === 'free') return null;
    const included = text('terms.usage.included') === '' ? 0 : count('terms.usage.included');
    if (model === 'per_unit') {
      return { model, included, unitMinor: money('terms.usage.unitMinor', parseUnitPriceToMinor) };
    }
    const rows = rowsOf(form, 'terms.usage.tiers');
    const tiers = rows.map((row) => ({
      upTo: text(`${row}.upTo`) === '' ? null : count(`${row}.upTo`),
      unitMinor: money(`${row}.unitMinor`, parseUnitPriceToMinor),
    }));
    return { model, included, tiers };
  }
}

/** Names of the rows of a list, such as `terms.limits.0`, in order. */
function rowsOf(form: FormData, list: string): string[] {
  const numbers = [...form.keys()]
    .filter((name) => name.startsWith(`${list}.`))
    .map((name) => Number(name.slice(list.length + 1).split('.')[0]));
  return [...new Set(numbers)].sort((a, b) => a - b).map((number) => `${list}.${number}`);
}

function readCount(text: string, location: string, errors: FieldError[]): number {
  const digits = text.replace(/[\s,_]/g, '');
  if (/^\d{1,15}$/.test(digits)) return Number(digits);
  const message = /^\d+$/.test(digits) ? 'is too large' : 'must be a whole number';
  errors.push({ location, message: text === '' ? 'is needed' : message });
  return 0;
}

function collect<T>(errors: FieldError[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    errors.push(...error.errors);
    return undefined;
  }
}
