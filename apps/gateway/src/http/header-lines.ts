/** Headers as they stood in a head. `names[i]`, in lower case, belongs to `headers[2 * i]` and `headers[2 * i + 1]`. */
export interface HeaderLines {
  readonly headers: string[];
  readonly names: string[];
}

const COLON = 0x3a;
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;
const SPACE = 0x20;
const TAB = 0x09;

const TOKEN = new Uint8Array(256);
for (const letter of "!#$%&'*+-.^_`|~0123456789") TOKEN[letter.charCodeAt(0)] = 1;
for (let code = 0x41; code <= 0x5a; code++) TOKEN[code] = TOKEN[code + 0x20] = 1;

const FIELD_VALUE = new Uint8Array(256).fill(1, 0x20);
FIELD_VALUE[TAB] = 1;
FIELD_VALUE[0x7f] = 0;

/** A client may invent names without end, and each is kept: few are. */
const MOST_KNOWN_NAMES = 2048;
const LONGEST_KNOWN_NAME = 64;
const known = new Map<string, string>();

/**
 * Where the token (RFC 9110, 5.6.2) that begins at `from` ends; `from` when there is none. For the text of heads only:
 * on strings of many kinds each letter would cost a look-up of the method.
 */
export function endOfToken(text: string, from: number): number {
  let at = from;
  while (TOKEN[text.charCodeAt(at)] === 1) at++;
  return at;
}

const NOT_IN_A_VALUE = /[^\t\x20-\x7e\x80-\xff]/;
const FIELD_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Whether a header's value may be sent: visible letters, spaces, tabs and obs-text. */
export function isFieldValue(value: string): boolean {
  return !NOT_IN_A_VALUE.test(value);
}

/** Whether a header may be called this. */
export function isFieldName(name: string): boolean {
  return known.has(name) || FIELD_NAME.test(name);
}

/**
 * Reads header lines from `from` to the empty line that ends `text`, as RFC 9112 writes them and no laxer: no folded
 * lines, no space before a colon, no bare line feed, no control character. Null when they are not that.
 */
export function parseHeaderLines(text: string, from: number): HeaderLines | null {
  const headers: string[] = [];
  const names: string[] = [];
  const end = text.length - 2;
  let at = from;
  while (at < end) {
    const colon = endOfToken(text, at);
    if (colon === at || text.charCodeAt(colon) !== COLON) return null;
    let start = colon + 1;
    while (isBlank(text.charCodeAt(start))) start++;
    let lineEnd = start;
    while (FIELD_VALUE[text.charCodeAt(lineEnd)] === 1) lineEnd++;
    if (text.charCodeAt(lineEnd) !== CARRIAGE_RETURN || text.charCodeAt(lineEnd + 1) !== LINE_FEED)
      return null;
    let stop = lineEnd;
    while (stop > start && isBlank(text.charCodeAt(stop - 1))) stop--;
    const name = text.slice(at, colon);
    names.push(lowerCase(name));
    headers.push(name, text.slice(start, stop));
    at = lineEnd + 2;
  }
  return at === end ? { headers, names } : null;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

// The same few names come with every request, and a map finds one faster than it is put into lower case again.
function lowerCase(name: string): string {
  const found = known.get(name);
  if (found !== undefined) return found;
  const lower = name.toLowerCase();
  if (known.size < MOST_KNOWN_NAMES && name.length <= LONGEST_KNOWN_NAME)
    known.set(copyOf(name), copyOf(lower));
  return lower;
}

// A slice keeps alive all of the text it was cut from.
function copyOf(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1');
}
