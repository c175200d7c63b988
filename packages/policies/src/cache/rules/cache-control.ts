/** Directives of Cache-Control by name in lower case; the value of one without an argument is null. */
export type Directives = ReadonlyMap<string, string | null>;

const NONE: Directives = new Map();
/** Seconds beyond are as good as this many (RFC 9111, 1.2.2). */
const MOST_SECONDS = 2_147_483_648;

// A name, and an argument that is a token or a quoted string: what stands in quotes is no directive.
const DIRECTIVE = /[\s,]*([^\s,;="]+)(?:=(?:"((?:[^"\\]|\\.)*)"|([^\s,]*)))?/gy;

/** Reads all lines of a Cache-Control header (RFC 9111, 5.2). Of a directive that stands twice the smaller number counts. */
export function readCacheControl(lines: readonly string[]): Directives {
  if (lines.length === 0) return NONE;
  const directives = new Map<string, string | null>();
  for (const line of lines) {
    DIRECTIVE.lastIndex = 0;
    for (let found = DIRECTIVE.exec(line); found; found = DIRECTIVE.exec(line)) {
      const name = (found[1] as string).toLowerCase();
      const value = found[2] ?? found[3] ?? null;
      directives.set(name, stricterOf(directives, name, value));
    }
  }
  return directives;
}

// Without an argument `private` and `no-cache` are stricter than with one; of two ages the smaller is.
function stricterOf(known: Directives, name: string, value: string | null): string | null {
  const before = known.get(name);
  if (before === undefined) return value;
  if (before === null || value === null) return null;
  const [first, second] = [wholeSeconds(before), wholeSeconds(value)];
  if (first === null || second === null) return first === null ? before : value;
  return first <= second ? before : value;
}

/** The seconds a directive names: undefined when it is not there, null when what it says is no number. */
export function secondsOf(directives: Directives, name: string): number | null | undefined {
  const value = directives.get(name);
  if (value === undefined) return undefined;
  return value === null ? null : wholeSeconds(value);
}

function wholeSeconds(text: string): number | null {
  return /^\d+$/.test(text) ? Math.min(Number(text), MOST_SECONDS) : null;
}
