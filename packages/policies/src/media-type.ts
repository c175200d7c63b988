import type { HeaderPairs } from './policy.ts';

const JSON_TYPE = /^\s*application\/(?:[a-z0-9!#$&^_.+-]+\+)?json\s*(?:;|$)/i;

/** Whether the headers say that a body is JSON. */
export function isJsonType(values: readonly string[]): boolean {
  return values.some((value) => JSON_TYPE.test(value));
}

/** Whether a body is to be taken for JSON: its headers say so, or nothing. */
export function mayBeJson(values: readonly string[]): boolean {
  return values.length === 0 || isJsonType(values);
}

const TEXT_TYPE =
  /^\s*(?:text\/|application\/(?:x-www-form-urlencoded|graphql|javascript|(?:[a-z0-9!#$&^_.+-]+\+)?xml)\s*(?:;|$))/i;

/** Whether the headers say that a body is text that is not JSON: a form, XML or plain text. */
export function isTextType(values: readonly string[]): boolean {
  return values.some((value) => TEXT_TYPE.test(value));
}

/** Every value of a header in pairs of names in lower case and values. */
export function valuesIn(pairs: HeaderPairs, name: string): string[] {
  const values: string[] = [];
  for (let i = 0; i < pairs.length; i += 2) if (pairs[i] === name) values.push(pairs[i + 1] as string);
  return values;
}

/** Whether a body is compressed or otherwise encoded, so that it cannot be read as it is. */
export function isEncoded(values: readonly string[]): boolean {
  return values.some((value) => !/^\s*(?:identity)?\s*$/i.test(value));
}
