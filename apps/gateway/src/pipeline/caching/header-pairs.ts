import type { HeaderPairs } from '@tollgate/policies/policy';
import type { RequestHead } from '../../http/exchange.ts';
import type { HeaderLines } from '../../http/wire/header-lines.ts';
import { HOP_BY_HOP, namedByConnection } from '../../upstream/hop-by-hop.ts';

/** Names in lower case and values in turn, without those of a connection. */
export function toPairs({ names, headers }: Readonly<Pick<RequestHead, 'names' | 'headers'>>): string[] {
  const named = namedByConnection(names, headers);
  const pairs: string[] = [];
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    if (!HOP_BY_HOP.has(name) && !named?.has(name)) pairs.push(name, headers[2 * i + 1] as string);
  }
  return pairs;
}

/** Pairs as the lines they would be read from. */
export function toLines(pairs: HeaderPairs): HeaderLines {
  return { headers: [...pairs], names: pairs.filter((_, i) => i % 2 === 0) };
}

/** A head with these headers in place of its own. */
export function withHeaders(head: RequestHead, pairs: HeaderPairs): RequestHead {
  return { ...head, ...toLines(pairs) };
}
