import type { HeaderPairs } from '../policy.ts';
import type { Space } from './answer-store.ts';

/** A request as the cache sees it: with what is forwarded of it, so without its credential. */
export interface CacheRequest {
  /** Where answers of the API version are kept. */
  readonly space: Space;
  readonly method: string;
  /** Below the base path, without the query. */
  readonly rest: string;
  /** What an answer belongs to: the path that the upstream is asked for, and the query. */
  readonly url: string;
  /** Environment, scheme and host: answers are never given across them. */
  readonly origin: string;
  /** The subscription with its plan: what the upstream is told of the caller. */
  readonly subscriber: string;
  readonly headers: HeaderPairs;
  /** The `url` of an address of the same API; null for one of another. */
  urlOf(address: string): string | null;
}
