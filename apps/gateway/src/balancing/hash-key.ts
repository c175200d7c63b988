import type { Balancing } from '@tollgate/domain/balancing';
import type { RequestHead } from '../http/exchange.ts';

export interface HashSource {
  readonly head: RequestHead;
  readonly appId: string;
  readonly clientAddress: string;
}

/** What keeps a request on its target; the app where the header or cookie is missing. */
export function hashKey({ method, hashBy, hashName }: Balancing, source: HashSource): string {
  if (method !== 'consistent_hash') return '';
  switch (hashBy) {
    case 'app':
      return source.appId;
    case 'address':
      return source.clientAddress;
    case 'header':
      return source.head.lines.values(hashName?.toLowerCase() ?? '')[0] || source.appId;
    case 'cookie':
      return cookieOf(source.head, hashName ?? '') || source.appId;
  }
}

function cookieOf(head: RequestHead, name: string): string | undefined {
  for (const line of head.lines.values('cookie')) {
    for (const pair of line.split(';')) {
      const at = pair.indexOf('=');
      if (at !== -1 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
    }
  }
  return undefined;
}
