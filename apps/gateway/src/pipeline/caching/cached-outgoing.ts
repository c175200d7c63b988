import type { CacheVisit } from '@tollgate/policies/cache/cache-visit';
import type { CachedAnswer } from '@tollgate/policies/cache/cached-answer';
import type { HeaderPairs } from '@tollgate/policies/policy';
import type { ExchangeObserver } from '../../http/exchange.ts';
import type { Problem } from '../../http/problem.ts';
import { HeaderLines } from '../../http/wire/header-lines.ts';
import type { CacheState, ForwardingEvents, Outgoing } from '../../upstream/forwarding.ts';
import { UPSTREAM_BUSY } from '../../upstream/upstream-fault.ts';
import type { UpstreamPool } from '../../upstream/upstream-pools.ts';
import { makeOutgoing, type OutgoingRequest } from '../outgoing.ts';
import { BodyCollector } from './body-collector.ts';
import { toPairs, withHeaders } from './header-pairs.ts';
import { isFramed } from './is-framed.ts';
import { openVisit } from './open-visit.ts';
import { refreshBehind } from './refresh.ts';
import { WatchedExchange } from './watched-exchange.ts';

const NOT_CACHED: Problem = {
  code: 'not_cached',
  detail: 'Only a cached answer was asked for, and none is fit: leave out only-if-cached.',
};

/** What takes a request through the cache of its version, where that has one, to its upstream; see `makeOutgoing`. */
export function makeCachedOutgoing(request: OutgoingRequest): Outgoing | null {
  const isUpgrade = request.exchange.tunnel !== null;
  if (request.policies.cache.length === 0 || isUpgrade) return makeOutgoing(request);
  const visit = openVisit(request);
  return visit ? new CachedOutgoing(request, visit) : makeOutgoing(request);
}

/** One request between the pipeline, which sees one forwarding, and the upstream, which may never be asked. */
class CachedOutgoing implements Outgoing, ForwardingEvents, ExchangeObserver {
  cacheState: CacheState = 'miss';
  readonly #request: OutgoingRequest;
  readonly #visit: CacheVisit;
  readonly #exchange: WatchedExchange;
  #inner: Outgoing | null = null;
  #sentAtMs = 0;
  /** What is given in place of what the upstream says. */
  #answer: CachedAnswer | null = null;
  #isOver = false;

  constructor(request: OutgoingRequest, visit: CacheVisit) {
    this.#request = request;
    this.#visit = visit;
    this.#exchange = new WatchedExchange(request.exchange);
  }

  get attempts(): number {
    return this.#inner?.attempts ?? 0;
  }

  get responseBytes(): number {
    return this.#answer ? (this.#answer.body?.length ?? 0) : (this.#inner?.responseBytes ?? 0);
  }

  get hasBody(): boolean {
    return this.#answer ? this.#answer.body !== null : (this.#inner?.hasBody ?? true);
  }

  get pool(): UpstreamPool | null {
    return this.#inner?.pool ?? null;
  }

  start(): void {
    const consultation = this.#visit.consult(Date.now());
    if (consultation.kind === 'forward') {
      this.#send(consultation.headers);
    } else if (consultation.kind === 'absent') {
      this.#request.events.onProblem(NOT_CACHED);
    } else {
      this.cacheState = 'hit';
      if (consultation.refreshes) refreshBehind(this.#request, this.#visit);
      this.#give(consultation.answer);
    }
  }

  cancel(): void {
    this.#isOver = true;
    this.#inner?.cancel();
  }

  #send(headers: HeaderPairs): void {
    const { head } = this.#request;
    const exchange = this.#exchange;
    this.#inner = makeOutgoing({
      ...this.#request,
      exchange,
      head: withHeaders(head, headers),
      events: this,
    });
    if (!this.#inner) {
      this.onProblem(UPSTREAM_BUSY);
      return;
    }
    this.#sentAtMs = performance.now();
    this.#inner.start();
  }

  onHead(status: number, lines: HeaderLines): void {
    const { events } = this.#request;
    const delayMs = performance.now() - this.#sentAtMs;
    const verdict = this.#visit.onHead(status, toPairs(lines), Date.now(), delayMs);
    if (verdict.kind === 'kept') {
      this.cacheState = verdict.state;
      this.#exchange.isDropping = true;
      this.#answer = verdict.answer;
      events.onHead(verdict.answer.status, HeaderLines.of(verdict.answer.headers));
      return;
    }
    if (verdict.isKept && isFramed(lines, this.hasBody)) {
      this.#exchange.collector = new BodyCollector(this.#visit.maxEntryBytes);
    }
    events.onHead(status, HeaderLines.of([...lines.headers, 'cache-status', verdict.cacheStatus]));
  }

  onFinished(last: Uint8Array | null): void {
    const body = this.#exchange.collector?.end(last);
    if (body) this.#visit.keep(body);
    this.#request.events.onFinished(this.#answer ? this.#answer.body : last);
  }

  onProblem(problem: Problem): void {
    const isUpstreams = problem.code.startsWith('upstream_') || problem === UPSTREAM_BUSY;
    const kept = isUpstreams ? this.#visit.onFailure(Date.now()) : null;
    if (!kept) {
      this.#request.events.onProblem(problem);
      return;
    }
    this.cacheState = 'stale';
    this.#give(kept);
  }

  onBroken(problem: Problem): void {
    if (this.#answer) this.#request.events.onFinished(this.#answer.body);
    else this.#request.events.onBroken(problem);
  }

  onAbandoned(): void {
    this.#request.events.onAbandoned();
  }

  // While a kept answer is given there is nobody else to be told that the caller is gone, or that a policy refuses.
  onHangUp(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#request.events.onAbandoned();
  }

  onDrain(): void {}

  #give(answer: CachedAnswer): void {
    const { events } = this.#request;
    this.#answer = answer;
    this.#exchange.observer = this;
    events.onHead(answer.status, HeaderLines.of(answer.headers));
    if (this.#isOver) return;
    this.#isOver = true;
    events.onFinished(answer.body);
  }
}
