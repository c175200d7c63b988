/** Where a request goes: the one form of its path that is both matched and forwarded, and its query as received. */
export interface CanonicalTarget {
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
}

export interface TargetRefusal {
  readonly refusal: string;
}

// Letters a path may hold as they are: RFC 3986 pchar and "/", less ";", which servers disagree about.
const PLAIN_PATH = /^\/(?!\/)(?:[A-Za-z0-9\-_~!$&'()*+,=:@]|\.(?!\.?(?:\/|$))|\/(?!\/|\.{1,2}(?:\/|$)))*$/;
const QUERY = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?[\]{}|^`"\\<>]|%[0-9A-Fa-f]{2})*$/;
const PATH_LETTERS = /^[A-Za-z0-9\-._~!$&'()*+,=:@/]$/;
const UNRESERVED = /^[A-Za-z0-9\-._~]$/;
// "%25" before one of these would be a dot, slash, backslash, NUL or percent to whoever decodes twice.
const TWICE_ENCODED = /%25(?:2e|2f|5c|00|25)/i;

/**
 * Makes the path of a request target canonical, or says why it cannot be. Letters that need no escape are
 * unescaped, once; escapes are upper case; dot segments, empty segments and whatever servers read differently
 * (";", "\", escaped slashes, control characters, absolute form) are refused.
 */
export function canonicalTarget(target: string): CanonicalTarget | TargetRefusal {
  const mark = target.indexOf('?');
  const rawPath = mark === -1 ? target : target.slice(0, mark);
  const query = mark === -1 ? '' : target.slice(mark);
  if (query.length > 1 && !QUERY.test(query.slice(1)))
    return refuse('the query holds a letter that must be escaped');
  if (PLAIN_PATH.test(rawPath)) return { path: rawPath, query };
  if (!rawPath.startsWith('/')) return refuse('the target must be a path that starts with "/"');
  const path = normalise(rawPath);
  if (typeof path !== 'string') return path;
  for (const segment of path.split('/')) {
    if (segment === '.' || segment === '..') return refuse('"." and ".." segments are not allowed');
  }
  if (path.includes('//')) return refuse('empty segments ("//") are not allowed');
  if (TWICE_ENCODED.test(path)) return refuse('the path is escaped twice');
  return { path, query };
}

function normalise(raw: string): string | TargetRefusal {
  let path = '';
  for (let i = 0; i < raw.length; i++) {
    const letter = raw[i] as string;
    if (letter !== '%') {
      if (!PATH_LETTERS.test(letter)) return refuse(`${describe(letter)} is not allowed in a path`);
      path += letter;
      continue;
    }
    const digits = raw.slice(i + 1, i + 3);
    if (!/^[0-9A-Fa-f]{2}$/.test(digits)) return refuse('a "%" must be followed by two hexadecimal digits');
    const byte = Number.parseInt(digits, 16);
    if (byte < 0x20 || byte === 0x7f) return refuse('escaped control characters are not allowed');
    const decoded = String.fromCharCode(byte);
    if (decoded === '/' || decoded === '\\') return refuse('escaped slashes are not allowed');
    path += byte < 0x80 && UNRESERVED.test(decoded) ? decoded : `%${digits.toUpperCase()}`;
    i += 2;
  }
  return path;
}

function describe(letter: string): string {
  return /^[\x21-\x7e]$/.test(letter) ? `"${letter}"` : 'an unescaped space, control or non-ASCII character';
}

function refuse(refusal: string): TargetRefusal {
  return { refusal };
}
