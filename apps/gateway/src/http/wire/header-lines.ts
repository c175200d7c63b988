import { hashStep, lowerCaseName } from './header-names.ts';
import { rememberNames } from './remember-names.ts';

/** Headers as they stood in a head, with their names in lower case. */
export interface HeaderLines {
  /** Names and values in turn. */
  readonly headers: string[];
  /** `names[i]` belongs to `headers[2 * i + 1]`. */
  readonly names: string[];
}

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
  const headers: string[] = [];
  const names: string[] = [];
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
    const name = lowerCaseName(bytes, at, colon, hash);
    names.push(name);
    headers.push(name, text.slice(start, stop));
    at = lineEnd + 2;
  }
  return at === end && isLineEnd(bytes, end) ? { headers, names } : null;
}

function isBlank(byte: number): boolean {
  return byte === SPACE || byte === TAB;
}
