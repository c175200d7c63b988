/** What a caller prefers of a mocked answer. */
export interface Preference {
  /** A status from 200 to 599; null when none is preferred. */
  readonly status: number | null;
  /** The name of an example; null when none is preferred. */
  readonly example: string | null;
}

const MOST_LENGTH = 2000;
const PREFERENCE = /(?:^|,)[ \t]*([\w!#$%&'*+.^`|~-]+)[ \t]*(?:=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^\s",;]+)))?/g;

/** Reads `Prefer` (RFC 7240); of a preference that is there twice the first counts, and unknown ones are nothing. */
export function readPrefer(values: readonly string[]): Preference {
  let status: number | null = null;
  let example: string | null = null;
  for (const match of values.join(',').slice(0, MOST_LENGTH).matchAll(PREFERENCE)) {
    const [, name = '', quoted, plain] = match;
    const value = quoted === undefined ? (plain ?? '') : quoted.replace(/\\(.)/g, '$1');
    if (value === '') continue;
    if (name.toLowerCase() === 'status') status ??= /^[2-5]\d\d$/.test(value) ? Number(value) : null;
    if (name.toLowerCase() === 'example') example ??= value;
  }
  return { status, example };
}
