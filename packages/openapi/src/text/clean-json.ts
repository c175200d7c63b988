import { setOwn } from './json-value.ts';

/** A copy of example data that any JSON store accepts: no NUL, no half surrogates, finite numbers only. */
export function cleanJson(value: unknown): unknown {
  if (typeof value === 'string') return cleanString(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(cleanJson);
  if (typeof value !== 'object' || value === null) return typeof value === 'boolean' ? value : null;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) setOwn(copy, cleanString(key), cleanJson((value as never)[key]));
  return copy;
}

/** About how many characters a JSON value is when written out; stops counting shortly after `enough`. */
export function jsonLength(value: unknown, enough = Number.POSITIVE_INFINITY): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 6;
  let length = 2;
  for (const key of Object.keys(value)) {
    if (length > enough) return length;
    length +=
      (Array.isArray(value) ? 1 : key.length + 4) + jsonLength((value as never)[key], enough - length);
  }
  return length;
}

function cleanString(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed();
  return wellFormed.includes('\u0000') ? wellFormed.replaceAll('\u0000', '') : wellFormed;
}
