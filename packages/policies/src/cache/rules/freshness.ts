import { valuesIn } from '../../media-type.ts';
import type { HeaderPairs } from '../../policy.ts';
import type { CacheConfig } from '../schema.ts';
import { type Directives, secondsOf } from './cache-control.ts';
import { readHttpDate } from './http-date.ts';

/** Statuses whose answers may be kept without a word of their own (RFC 9110, 15.1); 206 is never kept. */
const HEURISTIC_STATUSES: ReadonlySet<number> = new Set([
  200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501,
]);
const HEURISTIC_PART = 0.1;

/** What is needed to tell how long an answer is fresh. */
export interface Dated {
  readonly status: number;
  readonly headers: HeaderPairs;
  readonly directives: Directives;
  readonly receivedAtMs: number;
}

/** How long an answer is fresh from its origin on, and by whose word. */
export interface Lifetime {
  readonly ms: number;
  readonly isExplicit: boolean;
}

/** Freshness lifetime of an answer for a shared cache (RFC 9111, 4.2.1); null when nothing tells. */
export function lifetimeOf(answer: Dated, config: CacheConfig): Lifetime | null {
  const { headers, directives } = answer;
  const seconds = secondsOf(directives, 's-maxage') ?? secondsOf(directives, 'max-age');
  if (seconds !== undefined && seconds !== null) return { ms: seconds * 1000, isExplicit: true };
  if (directives.has('s-maxage') || directives.has('max-age')) return { ms: 0, isExplicit: true };
  const expires = valuesIn(headers, 'expires');
  if (expires.length > 0) {
    const times = expires.map((value) => readHttpDate(value));
    // What is no date has passed (RFC 9111, 5.3).
    const expiresAtMs = times.includes(null) ? 0 : Math.min(...(times as number[]));
    return { ms: Math.max(0, expiresAtMs - dateOf(answer)), isExplicit: true };
  }
  return guessedLifetime(answer, config);
}

function guessedLifetime(answer: Dated, config: CacheConfig): Lifetime | null {
  const { status, headers, directives } = answer;
  if (!HEURISTIC_STATUSES.has(status) && !directives.has('public')) return null;
  if (valuesIn(headers, 'set-cookie').length > 0) return null;
  const lastModifiedMs = lastModifiedOf(headers);
  if (lastModifiedMs !== null && config.heuristicMaxSeconds > 0) {
    const part = (dateOf(answer) - lastModifiedMs) * HEURISTIC_PART;
    return { ms: Math.max(0, Math.min(part, config.heuristicMaxSeconds * 1000)), isExplicit: false };
  }
  if (config.defaultTtlSeconds === 0) return null;
  return { ms: config.defaultTtlSeconds * 1000, isExplicit: false };
}

/** How old an answer was when it came (RFC 9111, 4.2.3); of an Age only the first number counts (5.1). */
export function ageAtReceipt(answer: Dated, delayMs: number): number {
  const apparentMs = Math.max(0, answer.receivedAtMs - dateOf(answer));
  const first = valuesIn(answer.headers, 'age')[0]?.split(',', 1)[0]?.trim() ?? '';
  const ageMs = /^\d+$/.test(first) ? Number(first) * 1000 : 0;
  return Math.max(apparentMs, ageMs + delayMs);
}

/** When an answer was last changed, in Unix milliseconds; null when it does not say. */
export function lastModifiedOf(headers: HeaderPairs): number | null {
  const value = valuesIn(headers, 'last-modified')[0];
  return value === undefined ? null : readHttpDate(value);
}

// An answer without a date has that of its receipt.
function dateOf({ headers, receivedAtMs }: Dated): number {
  const value = valuesIn(headers, 'date')[0];
  return (value === undefined ? null : readHttpDate(value)) ?? receivedAtMs;
}
