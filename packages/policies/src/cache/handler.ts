import { isAmong } from '../path-patterns.ts';
import type { CacheRequest } from './cache-request.ts';
import { CacheVisit } from './cache-visit.ts';
import type { CacheConfig } from './schema.ts';

/** A policy of phase `cache` at work: null when it has nothing to do with the request. */
export type CacheHandler<Config> = (request: CacheRequest, config: Config) => CacheVisit | null;

/** Makes the handler of the cache policy. */
export function createCacheHandler(): CacheHandler<CacheConfig> {
  return (request, config) => (isAmong(config.paths, request.rest) ? new CacheVisit(request, config) : null);
}
