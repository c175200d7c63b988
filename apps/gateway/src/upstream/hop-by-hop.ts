/** Headers that belong to one connection and are never passed on (RFC 9110, 7.6.1, and those in old use). */
export const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** What the Connection headers of a message name besides; null when nothing. Names are in lower case. */
export function namedByConnection(
  names: readonly string[],
  headers: readonly string[],
): ReadonlySet<string> | null {
  let named: Set<string> | null = null;
  for (let i = names.indexOf('connection'); i !== -1; i = names.indexOf('connection', i + 1)) {
    for (const part of (headers[2 * i + 1] as string).split(',')) {
      const name = part.trim().toLowerCase();
      if (name === '' || name === 'close' || name === 'keep-alive') continue;
      named ??= new Set();
      named.add(name);
    }
  }
  return named;
}
