import type { HeaderLines } from '../http/wire/header-lines.ts';

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
export function namedByConnection(lines: HeaderLines): ReadonlySet<string> | null {
  const { names } = lines;
  let named: Set<string> | null = null;
  for (let i = names.indexOf('connection'); i !== -1; i = names.indexOf('connection', i + 1)) {
    const value = lines.value(i);
    if (value === 'keep-alive' || value === 'close') continue;
    for (const part of value.split(',')) {
      const name = part.trim().toLowerCase();
      if (name === '' || name === 'close' || name === 'keep-alive') continue;
      named ??= new Set();
      named.add(name);
    }
  }
  return named;
}
