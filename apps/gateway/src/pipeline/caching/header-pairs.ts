import type { HeaderPairs } from '@tollgate/policies/policy';
import type { RequestHead } from '../../http/exchange.ts';
import { HeaderLines } from '../../http/wire/header-lines.ts';
import { HOP_BY_HOP, namedByConnection } from '../../upstream/hop-by-hop.ts';

/** Names in lower case and values in turn, without those of a connection. */
export function toPairs(lines: HeaderLines): string[] {
  const named = namedByConnection(lines);
  const pairs: string[] = [];
  for (let i = 0; i < lines.names.length; i++) {
    const name = lines.names[i] as string;
    if (!HOP_BY_HOP.has(name) && !named?.has(name)) pairs.push(name, lines.value(i));
  }
  return pairs;
}

/** A head with these headers in place of its own. */
export function withHeaders(head: RequestHead, pairs: HeaderPairs): RequestHead {
  return { ...head, lines: HeaderLines.of(pairs) };
}
