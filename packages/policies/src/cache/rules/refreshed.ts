import { valuesIn } from '../../media-type.ts';
import type { HeaderPairs } from '../../policy.ts';
import type { KeptAnswer } from '../answer-store.ts';
import type { CacheConfig } from '../schema.ts';
import { type ReceivedAnswer, toKept } from './storability.ts';

/** What is of the body as it is kept, so that no 304 changes it (RFC 9111, 3.2). */
const OF_THE_BODY: ReadonlySet<string> = new Set([
  'content-encoding',
  'content-length',
  'content-md5',
  'content-range',
  'etag',
]);

/** A kept answer with the headers of a newer one that has no body, and whether it may be kept as it says now. */
export function refreshed(
  kept: KeptAnswer,
  received: ReceivedAnswer,
  config: CacheConfig,
): { kept: KeptAnswer; mayBeKept: boolean } {
  const headers = merged(kept.headers, received.headers);
  const again = toKept({ ...received, status: kept.status, headers }, config);
  if (!again) return { kept: { ...kept, headers }, mayBeKept: false };
  return { kept: { ...again, body: kept.body }, mayBeKept: true };
}

function merged(old: HeaderPairs, fresh: HeaderPairs): HeaderPairs {
  const isTaken = (name: string) => !OF_THE_BODY.has(name);
  const stays = old.filter((_, i) => {
    const name = old[i - (i % 2)] as string;
    return !isTaken(name) || valuesIn(fresh, name).length === 0;
  });
  return [...stays, ...fresh.filter((_, i) => isTaken(fresh[i - (i % 2)] as string))];
}
