import { valuesIn } from '../../media-type.ts';
import type { HeaderPairs } from '../../policy.ts';
import type { KeptAnswer } from '../answer-store.ts';
import type { CacheConfig } from '../schema.ts';
import { type Directives, readCacheControl, secondsOf } from './cache-control.ts';
import { hasValidator } from './conditions.ts';
import { ageAtReceipt, lifetimeOf } from './freshness.ts';
import { selectionOf, variedBy } from './vary.ts';

/** Statuses whose meaning for caches is known here: what `must-understand` asks for. */
const UNDERSTOOD: ReadonlySet<number> = new Set([
  200, 203, 204, 300, 301, 302, 303, 307, 308, 400, 403, 404, 405, 410, 414, 500, 501, 502, 503, 504,
]);
const NOT_KEPT: ReadonlySet<string> = new Set(['age', 'content-length', 'proxy-authentication-info']);

/** An answer as it came, and the request it is for. */
export interface ReceivedAnswer {
  readonly status: number;
  /** Names in lower case, without those of a connection. */
  readonly headers: HeaderPairs;
  readonly receivedAtMs: number;
  /** How long after the request was sent its head came. */
  readonly delayMs: number;
  /** Headers of the request as it was forwarded. */
  readonly request: HeaderPairs;
}

/** The answer as it would be kept, but for its body; null when it may not or need not be (RFC 9111, 3). */
export function toKept(received: ReceivedAnswer, config: CacheConfig): Omit<KeptAnswer, 'body'> | null {
  const { status, headers, receivedAtMs, request } = received;
  const directives = readCacheControl(valuesIn(headers, 'cache-control'));
  if (status < 200 || status === 206 || status === 304) return null;
  if (!isStorable(directives, status) || directives.has('private')) return null;
  const type = valuesIn(headers, 'content-type')[0] ?? '';
  if (/^\s*text\/event-stream\b/i.test(type)) return null;
  const varied = variedBy(headers);
  if (varied === null || !mayBeShared(received, directives, config)) return null;
  const dated = { status, headers, directives, receivedAtMs };
  const lifetime = lifetimeOf(dated, config);
  const lifetimeMs = lifetime?.ms ?? 0;
  const ageAtReceiptMs = ageAtReceipt(dated, received.delayMs);
  const isOfUse =
    lifetimeMs > ageAtReceiptMs || hasValidator(headers) || staleWindowSeconds(directives, config) > 0;
  if (!isOfUse || (lifetime === null && !isKnownToBeKept(status))) return null;
  return {
    status,
    headers: keptHeaders(headers, directives),
    directives,
    receivedAtMs,
    ageAtReceiptMs,
    lifetimeMs,
    varied,
    selection: selectionOf(varied, request),
  };
}

// RFC 9111, 5.2.2.3: `no-store` beside `must-understand` is for caches that do not understand the status.
function isStorable(directives: Directives, status: number): boolean {
  if (directives.has('must-understand')) return UNDERSTOOD.has(status);
  return !directives.has('no-store');
}

/** How long after its time an answer may be given, whether instead of an error or while it is asked for again. */
function staleWindowSeconds(directives: Directives, config: CacheConfig): number {
  return Math.max(
    secondsOf(directives, 'stale-if-error') ?? config.staleIfErrorSeconds,
    secondsOf(directives, 'stale-while-revalidate') ?? 0,
  );
}

function isKnownToBeKept(status: number): boolean {
  return status === 200 || status === 203 || status === 404 || status === 410;
}

// RFC 9111, 3.5: who called is known of every request, so for everyone an answer must say that it is for everyone. A
// default time is the provider's word for answers that say nothing.
function mayBeShared(
  { headers, request }: ReceivedAnswer,
  directives: Directives,
  config: CacheConfig,
): boolean {
  const isSignedByCaller = valuesIn(request, 'authorization').length > 0;
  if (config.share === 'subscription' && !isSignedByCaller) return true;
  if (directives.has('public') || directives.has('must-revalidate') || directives.has('s-maxage'))
    return true;
  const saysNothing = directives.size === 0 && valuesIn(headers, 'expires').length === 0;
  return saysNothing && config.defaultTtlSeconds > 0 && !isSignedByCaller;
}

// What `no-cache` names may not be given again without asking, so it is left out.
function keptHeaders(headers: HeaderPairs, directives: Directives): HeaderPairs {
  const named = (directives.get('no-cache') ?? '').toLowerCase().split(/[\s,]+/);
  return headers.filter((_, i) => {
    const name = headers[i - (i % 2)] as string;
    return !NOT_KEPT.has(name) && !named.includes(name);
  });
}
