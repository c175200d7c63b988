import { valuesIn } from '../media-type.ts';
import type { HeaderPairs } from '../policy.ts';
import type { Entry, KeptAnswer } from './answer-store.ts';
import type { CacheRequest } from './cache-request.ts';
import { askedStatus, type ForwardReason, forwardStatus, hitStatus } from './cache-status.ts';
import { ageOf, type CachedAnswer, toAnswer } from './cached-answer.ts';
import { type Directives, readCacheControl, secondsOf } from './rules/cache-control.ts';
import { hasValidator, isForUpstream, withConditions } from './rules/conditions.ts';
import { refreshed } from './rules/refreshed.ts';
import { toKept } from './rules/storability.ts';
import type { CacheConfig } from './schema.ts';

/** What becomes of a request before the upstream is asked. */
export type Consultation =
  /** The kept answer is given; `refreshes` when it is asked for again behind that. */
  | { readonly kind: 'answer'; readonly answer: CachedAnswer; readonly refreshes: boolean }
  /** The caller wanted nothing but a kept answer, and there is none. */
  | { readonly kind: 'absent' }
  /** The upstream is asked, with these headers. */
  | { readonly kind: 'forward'; readonly headers: HeaderPairs };

/** What becomes of the upstream's answer. */
export type Verdict =
  /** It is passed on with this `Cache-Status`; `isKept` asks for its body. */
  | { readonly kind: 'pass'; readonly cacheStatus: string; readonly isKept: boolean }
  /** The kept answer is given in its place. */
  | { readonly kind: 'kept'; readonly answer: CachedAnswer; readonly state: 'revalidated' | 'stale' };

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);
const FAILURES: ReadonlySet<number> = new Set([500, 502, 503, 504]);

/** One request on its way through the cache: what RFC 9111 says of it, without sending anything. */
export class CacheVisit {
  readonly maxEntryBytes: number;
  readonly #request: CacheRequest;
  readonly #config: CacheConfig;
  readonly #directives: Directives;
  readonly #partition: string;
  #entry: Entry | null = null;
  #reason: ForwardReason = 'uri-miss';
  #mayKeep = false;
  #isConditional = false;
  #keeping: Omit<KeptAnswer, 'body'> | null = null;

  constructor(request: CacheRequest, config: CacheConfig) {
    this.#request = request;
    this.#config = config;
    this.maxEntryBytes = config.maxEntryBytes;
    this.#directives = readCacheControl(valuesIn(request.headers, 'cache-control'));
    this.#partition =
      config.share === 'everyone' ? request.origin : `${request.origin} ${request.subscriber}`;
  }

  /** Looks for a kept answer. */
  consult(nowMs: number): Consultation {
    const { method, headers, space, url } = this.#request;
    if (method !== 'GET' && method !== 'HEAD') return this.#forward('method');
    if (isForUpstream(headers)) return this.#forward('bypass');
    if (this.#directives.has('no-store')) return this.#forward('request');
    this.#mayKeep = method === 'GET';
    const entry = space.find(url, this.#partition, headers);
    this.#entry = entry;
    const onlyKept = this.#directives.has('only-if-cached');
    if (!entry) {
      if (onlyKept) return { kind: 'absent' };
      return this.#forward(space.has(url, this.#partition) ? 'vary-miss' : 'uri-miss');
    }
    const refusal = this.#reasonToAsk(entry.answer, nowMs);
    if (refusal === null) return this.#give(entry, nowMs, false);
    if (refusal === 'stale' && this.#mayRefreshBehind(entry.answer, nowMs)) {
      return this.#give(entry, nowMs, method === 'GET' && !entry.isRefreshing);
    }
    if (onlyKept) return { kind: 'absent' };
    return this.#ask(entry, refusal);
  }

  /** Asks for the kept answer again, behind one that was given. */
  refresh(): HeaderPairs {
    const entry = this.#entry as Entry;
    entry.isRefreshing = true;
    this.#mayKeep = true;
    this.#ask(entry, 'stale');
    return this.#isConditional
      ? withConditions(this.#request.headers, entry.answer.headers)
      : plain(this.#request.headers);
  }

  /** The refresh is over, however it went. */
  endRefresh(): void {
    if (this.#entry) this.#entry.isRefreshing = false;
  }

  /** Decides on the head of the upstream's answer; its names are in lower case, without those of a connection. */
  onHead(status: number, headers: HeaderPairs, receivedAtMs: number, delayMs: number): Verdict {
    const { method, space, headers: request } = this.#request;
    if (!SAFE.has(method)) {
      if (status >= 200 && status < 400) this.#invalidate(headers);
      return this.#pass();
    }
    const entry = this.#entry;
    const received = { status, headers, receivedAtMs, delayMs, request };
    if (entry && FAILURES.has(status)) {
      return this.#insteadOfFailure(receivedAtMs, status) ?? this.#pass();
    }
    if (entry && this.#isConditional && status === 304) {
      const answer = refreshed(entry.answer, received, this.#config);
      if (answer.mayBeKept) space.replace(entry, answer.kept);
      else space.remove(entry);
      return this.#kept(answer.kept, receivedAtMs, askedStatus(this.#reason, 304), 'revalidated');
    }
    if (entry && method === 'HEAD' && status === 200) this.#freshen(entry, received);
    this.#keeping = this.#mayKeep ? toKept(received, this.#config) : null;
    const declared = Number(valuesIn(headers, 'content-length')[0] ?? 0);
    if (declared > this.maxEntryBytes) this.#keeping = null;
    // What the upstream answers now takes the place of what it answered before, kept or not.
    if (entry && this.#mayKeep && !this.#keeping && status !== 206 && status !== 304) space.remove(entry);
    return this.#pass();
  }

  /** The upstream did not answer: the kept answer to give in place of the failure; null when there is none. */
  onFailure(nowMs: number): CachedAnswer | null {
    if (!this.#entry || !SAFE.has(this.#request.method)) return null;
    const verdict = this.#insteadOfFailure(nowMs, null);
    return verdict?.kind === 'kept' ? verdict.answer : null;
  }

  /** All of the body of an answer to be kept came. */
  keep(body: Uint8Array): void {
    if (!this.#keeping) return;
    const { space, url, headers } = this.#request;
    space.put(url, this.#partition, { ...this.#keeping, body }, headers);
  }

  #forward(reason: ForwardReason): Consultation {
    this.#reason = reason;
    return { kind: 'forward', headers: this.#request.headers };
  }

  #ask(entry: Entry, reason: ForwardReason): Consultation {
    this.#reason = reason;
    const { method, headers } = this.#request;
    this.#isConditional = method === 'GET' && hasValidator(entry.answer.headers);
    if (!this.#isConditional) return { kind: 'forward', headers };
    return { kind: 'forward', headers: withConditions(headers, entry.answer.headers) };
  }

  #give({ answer }: Entry, nowMs: number, refreshes: boolean): Consultation {
    const { method, headers } = this.#request;
    const status = hitStatus(answer.lifetimeMs - ageOf(answer, nowMs));
    return { kind: 'answer', answer: toAnswer(answer, method, headers, nowMs, status), refreshes };
  }

  #kept(answer: KeptAnswer, nowMs: number, cacheStatus: string, state: 'revalidated' | 'stale'): Verdict {
    const { method, headers } = this.#request;
    return { kind: 'kept', answer: toAnswer(answer, method, headers, nowMs, cacheStatus), state };
  }

  #pass(): Verdict {
    const isKept = this.#keeping !== null;
    return { kind: 'pass', cacheStatus: forwardStatus(this.#reason, isKept), isKept };
  }

  // Why a kept answer may not be given as it is; null when it may (RFC 9111, 4).
  #reasonToAsk(answer: KeptAnswer, nowMs: number): 'stale' | 'request' | null {
    const request = this.#directives;
    if (request.has('no-cache')) return 'request';
    if (isAlwaysAsked(answer)) return 'stale';
    const ageMs = ageOf(answer, nowMs);
    const freshForMs = answer.lifetimeMs - ageMs;
    const maxAge = secondsOf(request, 'max-age');
    if (maxAge !== undefined && (maxAge === null || maxAge === 0 || ageMs > maxAge * 1000)) return 'request';
    if (freshForMs > 0) return freshForMs >= (secondsOf(request, 'min-fresh') ?? 0) * 1000 ? null : 'request';
    if (!request.has('max-stale') || isNeverStale(answer)) return 'stale';
    const most =
      request.get('max-stale') === null ? Number.POSITIVE_INFINITY : secondsOf(request, 'max-stale');
    return -freshForMs <= (most ?? 0) * 1000 ? null : 'stale';
  }

  #mayRefreshBehind(answer: KeptAnswer, nowMs: number): boolean {
    const windowMs = (secondsOf(answer.directives, 'stale-while-revalidate') ?? 0) * 1000;
    if (windowMs === 0 || isNeverStale(answer) || isAlwaysAsked(answer)) return false;
    return ageOf(answer, nowMs) - answer.lifetimeMs <= windowMs;
  }

  // RFC 5861, 4, and RFC 9111, 4.2.4.
  #insteadOfFailure(nowMs: number, status: number | null): Verdict | null {
    const { answer } = this.#entry as Entry;
    if (isNeverStale(answer) || isAlwaysAsked(answer)) return null;
    const seconds =
      secondsOf(this.#directives, 'stale-if-error') ??
      secondsOf(answer.directives, 'stale-if-error') ??
      this.#config.staleIfErrorSeconds;
    const stalenessMs = ageOf(answer, nowMs) - answer.lifetimeMs;
    if (stalenessMs > seconds * 1000) return null;
    return this.#kept(answer, nowMs, askedStatus(this.#reason, status), 'stale');
  }

  // RFC 9111, 4.3.5: what HEAD says of the answer to GET.
  #freshen(entry: Entry, received: Parameters<typeof refreshed>[1]): void {
    const { space } = this.#request;
    const { kept, mayBeKept } = refreshed(entry.answer, received, this.#config);
    const isSame = ['etag', 'last-modified'].every((name) => {
      const now = valuesIn(received.headers, name)[0];
      return now === undefined || now === valuesIn(entry.answer.headers, name)[0];
    });
    const length = valuesIn(received.headers, 'content-length')[0];
    const isSameLength = length === undefined || length === String(entry.answer.body.length);
    if (isSame && isSameLength && mayBeKept) space.replace(entry, kept);
    else space.remove(entry);
  }

  // RFC 9111, 4.4: of other addresses only those of the same origin.
  #invalidate(headers: HeaderPairs): void {
    const { space, url, urlOf } = this.#request;
    space.invalidate(url);
    for (const name of ['location', 'content-location']) {
      const address = valuesIn(headers, name)[0];
      const other = address === undefined ? null : urlOf(address);
      if (other !== null) space.invalidate(other);
    }
  }
}

function plain(request: HeaderPairs): HeaderPairs {
  return request.filter((_, i) => !/^(?:if-|range$)/.test(request[i - (i % 2)] as string));
}

/** Whether it may not be given without asking, fresh or not. */
function isAlwaysAsked({ directives }: KeptAnswer): boolean {
  return directives.get('no-cache') === null;
}

/** Whether it may not be given past its time, whatever happens. */
function isNeverStale({ directives }: KeptAnswer): boolean {
  return (
    directives.has('must-revalidate') || directives.has('proxy-revalidate') || directives.has('s-maxage')
  );
}
