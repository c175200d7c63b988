import { hashStep, lowerCaseName } from './header-names.ts';
import { rememberNames } from './remember-names.ts';

/** Header lines of a head, from which values are cut when they are asked for. */
export class HeaderLines {
  /** In lower case. */
  readonly names: readonly string[];
  readonly #text: string;
  // For each line where it begins, and where its value does and ends; then where the last line ends.
  readonly #bounds: readonly number[];
  #headers: readonly string[] | null = null;

  /** `bounds` are places in `text`: three for each line, and where the last one ends. */
  constructor(text: string, names: readonly string[], bounds: readonly number[]) {
    this.names = names;
    this.#text = text;
    this.#bounds = bounds;
  }

  /** Lines of headers given as names, in lower case, and values in turn. Throws when one could not be sent. */
  static of(headers: readonly string[]): HeaderLines {
    const names: string[] = [];
    const bounds: number[] = [];
    let text = '';
    for (let i = 0; i < headers.length; i += 2) {
      const name = headers[i] as string;
      const value = headers[i + 1] as string;
      checkField(name, value);
      const at = text.length;
      names.push(name);
      bounds.push(at, at + name.length + 2, at + name.length + 2 + value.length);
      text += `${name}: ${value}\r\n`;
    }
    bounds.push(text.length);
    return new HeaderLines(text, names, bounds);
  }

  /** Names and values in turn. */
  get headers(): readonly string[] {
    this.#headers ??= this.names.flatMap((name, i) => [name, this.value(i)]);
    return this.#headers;
  }

  /** The value that belongs to `names[i]`. */
  value(i: number): string {
    return this.#text.slice(this.#bounds[3 * i + 1], this.#bounds[3 * i + 2]);
  }

  /** Every value of a header in the order received; the name in lower case. */
  values(name: string): readonly string[] {
    let values: string[] | undefined;
    for (let i = 0; i < this.names.length; i++) {
      if (this.names[i] !== name) continue;
      values ??= [];
      values.push(this.value(i));
    }
    return values ?? NONE;
  }

  /** The lines as they stood, with their ends, but for those left out. */
  textWithout(isLeftOut: (name: string, i: number) => boolean): string {
    const { names } = this;
    let text = '';
    let from = 0;
    for (let i = 0; i < names.length; i++) {
      if (!isLeftOut(names[i] as string, i)) continue;
      if (from < i) text += this.#linesBetween(from, i);
      from = i + 1;
    }
    return from < names.length ? text + this.#linesBetween(from, names.length) : text;
  }

  #linesBetween(from: number, to: number): string {
    return this.#text.slice(this.#bounds[3 * from], this.#bounds[3 * to]);
  }
}

const NONE: readonly string[] = [];

const COLON = 0x3a;
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;
const SPACE = 0x20;
const TAB = 0x09;

const TOKEN = new Uint8Array(256);
for (const byte of Buffer.from("!#$%&'*+-.^_`|~0123456789")) TOKEN[byte] = 1;
for (let byte = 0x41; byte <= 0x5a; byte++) TOKEN[byte] = TOKEN[byte + 0x20] = 1;

const FIELD_VALUE = new Uint8Array(256).fill(1, SPACE);
FIELD_VALUE[TAB] = 1;
FIELD_VALUE[0x7f] = 0;

const NOT_IN_A_VALUE = /[^\t\x20-\x7e\x80-\xff]/;
const FIELD_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Names and values in turn, as they are. Throws when one could not be sent. */
export function checkedFields(headers: readonly string[]): readonly string[] {
  for (let i = 0; i < headers.length; i += 2) checkField(headers[i] as string, headers[i + 1] as string);
  return headers;
}

/** Throws when a header could not be sent as it is. */
export function checkField(name: string, value: string): void {
  if (!isFieldName(name) || !isFieldValue(value))
    throw new Error(`the header ${JSON.stringify(name)} is not valid`);
}

/** Whether a header's value may be sent: visible letters, spaces, tabs and obs-text. */
export function isFieldValue(value: string): boolean {
  return !NOT_IN_A_VALUE.test(value);
}

/** Whether a header may be called this. */
export const isFieldName = rememberNames((name) => FIELD_NAME.test(name));

/** Where the token (RFC 9110, 5.6.2) that begins at `from` ends; `from` when there is none. */
export function endOfToken(bytes: Uint8Array, from: number): number {
  let at = from;
  while (TOKEN[bytes[at] as number] === 1) at++;
  return at;
}

/** Where the value (RFC 9110, 5.5) that begins at `from` ends. */
export function endOfFieldValue(bytes: Uint8Array, from: number): number {
  let at = from;
  while (FIELD_VALUE[bytes[at] as number] === 1) at++;
  return at;
}

/** Whether a line ends here, with both its bytes. */
export function isLineEnd(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === CARRIAGE_RETURN && bytes[at + 1] === LINE_FEED;
}

/**
 * Reads header lines from `from` to the empty line that ends the head at `length`, as RFC 9112 writes them and no laxer:
 * no folded lines, no space before a colon, no bare line feed, no control character. Null when they are not that. Bytes
 * are looked at in `bytes`, which is faster than in a string; `text` is the same head in Latin-1, to cut values from.
 */
export function parseHeaderLines(
  bytes: Uint8Array,
  text: string,
  from: number,
  length: number,
): HeaderLines | null {
  const names: string[] = [];
  const bounds: number[] = [];
  const end = length - 2;
  let at = from;
  while (at < end) {
    let hash = 0;
    let colon = at;
    for (let byte = bytes[at] as number; TOKEN[byte] === 1; byte = bytes[++colon] as number) {
      hash = hashStep(hash, byte);
    }
    if (colon === at || bytes[colon] !== COLON) return null;
    let start = colon + 1;
    while (isBlank(bytes[start] as number)) start++;
    const lineEnd = endOfFieldValue(bytes, start);
    if (!isLineEnd(bytes, lineEnd)) return null;
    let stop = lineEnd;
    while (stop > start && isBlank(bytes[stop - 1] as number)) stop--;
    names.push(lowerCaseName(bytes, at, colon, hash));
    bounds.push(at, start, stop);
    at = lineEnd + 2;
  }
  if (at !== end || !isLineEnd(bytes, end)) return null;
  bounds.push(end);
  return new HeaderLines(text, names, bounds);
}

function isBlank(byte: number): boolean {
  return byte === SPACE || byte === TAB;
}
