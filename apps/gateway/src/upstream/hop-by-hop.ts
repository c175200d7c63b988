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

/** What the Connection headers of a message name besides; null when nothing. */
export function namedByConnection(values: readonly string[]): ReadonlySet<string> | null {
  let named: Set<string> | null = null;
  for (const value of values) {
    for (const part of value.split(',')) {
      const name = part.trim().toLowerCase();
      if (name === '' || name === 'close' || name === 'keep-alive') continue;
      named ??= new Set();
      named.add(name);
    }
  }
  return named;
}
