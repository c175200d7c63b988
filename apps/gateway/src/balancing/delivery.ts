import type { Exchange } from '../http/exchange.ts';
import type { Problem } from '../http/problem.ts';
import type { HeaderLines } from '../http/wire/header-lines.ts';
import { Forwarding, type ForwardingEvents, type Outgoing } from '../upstream/forwarding.ts';
import { isIdempotent } from '../upstream/idempotent.ts';
import type { UpstreamHeaders } from '../upstream/request-headers.ts';
import { UPSTREAM_BUSY } from '../upstream/upstream-fault.ts';
import type { UpstreamPool, UpstreamPools } from '../upstream/upstream-pools.ts';
import type { Balancer } from './balancer.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import { isFailureStatus, type Outcome } from './outcome.ts';
import type { BalancedTarget } from './target.ts';

export interface DeliveryOptions {
  readonly exchange: Exchange;
  readonly balancer: Balancer;
  readonly operationId: string;
  /** What keeps it on one target. */
  readonly key: string;
  readonly pools: Pick<UpstreamPools, 'acquire' | 'release'>;
  /** Below the target's own path, without the query. */
  readonly path: string;
  readonly query: string;
  readonly headers: UpstreamHeaders;
  readonly maxBodyBytes: number;
  readonly events: ForwardingEvents;
}

interface Attempt {
  readonly target: BalancedTarget;
  readonly pool: UpstreamPool;
  readonly forwarding: Forwarding;
  readonly sentAtMs: number;
  hasHead: boolean;
  /** Its answer was not taken, because another target is asked. */
  isDeclined: boolean;
}

const NO_TARGET: Problem = {
  code: 'upstream_unreachable',
  detail: 'No target of the API behind the gateway is fit to answer. Try again later.',
};

/**
 * One request on its way to the targets of an upstream: past the breaker, to the one whose turn it is, and where that is
 * safe, to another. The pipeline sees one forwarding.
 */
export class Delivery implements ForwardingEvents, Outgoing {
  /** Each attempt releases its own. */
  readonly pool = null;
  readonly #options: DeliveryOptions;
  readonly #breaker: CircuitBreaker | null;
  #passage: number | null = null;
  #attempt: Attempt | null = null;
  #endedAttempts = 0;
  #retriesLeft: number;

  constructor(options: DeliveryOptions) {
    const { balancer, operationId } = options;
    this.#options = options;
    this.#breaker = balancer.breakerOf(operationId);
    this.#retriesLeft = balancer.settings.retries?.attempts ?? 0;
  }

  get attempts(): number {
    return this.#endedAttempts + (this.#attempt?.forwarding.attempts ?? 0);
  }

  get responseBytes(): number {
    return this.#attempt?.forwarding.responseBytes ?? 0;
  }

  get hasBody(): boolean {
    return this.#attempt?.forwarding.hasBody ?? true;
  }

  start(): void {
    const nowMs = performance.now();
    const { balancer, events } = this.#options;
    balancer.budget?.onRequest(nowMs);
    if (this.#breaker) {
      this.#passage = this.#breaker.enter(nowMs);
      if (this.#passage === null) {
        events.onProblem(brokenProblem(this.#breaker.retryAfterSeconds(nowMs)));
        return;
      }
    }
    this.#send(nowMs, null);
  }

  cancel(): void {
    const attempt = this.#attempt as Attempt;
    const nowMs = performance.now();
    attempt.forwarding.cancel();
    this.#options.balancer.record(attempt.target, 'failure', nowMs - attempt.sentAtMs, nowMs);
    this.#end();
    this.#settle('failure', nowMs);
  }

  onHead(status: number, lines: HeaderLines): void {
    const attempt = this.#attempt as Attempt;
    const nowMs = performance.now();
    const outcome = isFailureStatus(status) ? 'failure' : 'success';
    this.#options.balancer.record(attempt.target, outcome, nowMs - attempt.sentAtMs, nowMs);
    if (outcome === 'failure' && this.#takeRetry(attempt, nowMs)) {
      attempt.isDeclined = true;
      throw new Error('another target is asked');
    }
    attempt.hasHead = true;
    this.#settle(outcome, nowMs);
    this.#options.events.onHead(status, lines);
  }

  onFinished(last: Uint8Array | null): void {
    this.#end();
    this.#options.events.onFinished(last);
  }

  onProblem(problem: Problem): void {
    const attempt = this.#attempt as Attempt;
    const nowMs = performance.now();
    this.#end();
    if (!attempt.isDeclined) {
      const outcome = outcomeOf(problem);
      this.#options.balancer.record(attempt.target, outcome, nowMs - attempt.sentAtMs, nowMs);
      if (outcome === 'unknown' || attempt.hasHead || !this.#takeRetry(attempt, nowMs)) {
        this.#fail(problem, outcome, nowMs);
        return;
      }
    }
    this.#endedAttempts += attempt.forwarding.attempts;
    this.#attempt = null;
    this.#send(nowMs, attempt.target);
  }

  onBroken(problem: Problem): void {
    const { target } = this.#attempt as Attempt;
    this.#options.balancer.record(target, outcomeOf(problem), 0, performance.now());
    this.#end();
    this.#options.events.onBroken(problem);
  }

  onAbandoned(): void {
    this.#end();
    this.#settle('unknown', performance.now());
    this.#options.events.onAbandoned();
  }

  #send(nowMs: number, avoided: BalancedTarget | null): void {
    const { balancer, pools, key, exchange, path, query, headers, maxBodyBytes } = this.#options;
    const target = balancer.choose(key, nowMs, avoided);
    if (!target) {
      this.#fail(NO_TARGET, 'failure', nowMs);
      return;
    }
    const { upstream } = target;
    const pool = pools.acquire(upstream, Date.now());
    if (!pool) {
      this.#fail(UPSTREAM_BUSY, 'unknown', nowMs);
      return;
    }
    target.inFlight++;
    const forwarding = new Forwarding({
      exchange,
      pool,
      target: upstream,
      path: (upstream.pathPrefix + path || '/') + query,
      headers,
      maxBodyBytes,
      events: this,
    });
    this.#attempt = { target, pool, forwarding, sentAtMs: nowMs, hasHead: false, isDeclined: false };
    forwarding.start();
  }

  // Only where nothing was sent, or where sending it twice comes to the same and there is no body to send again.
  #takeRetry({ forwarding }: Attempt, nowMs: number): boolean {
    if (this.#retriesLeft === 0) return false;
    const { exchange, balancer } = this.#options;
    const isSafe = exchange.body === null && isIdempotent(exchange.head.method);
    if (forwarding.wasSent && !isSafe) return false;
    if (!balancer.budget?.take(nowMs)) return false;
    this.#retriesLeft--;
    return true;
  }

  #fail(problem: Problem, outcome: Outcome, nowMs: number): void {
    this.#settle(outcome, nowMs);
    this.#options.events.onProblem(problem);
  }

  // The breaker hears of a request once, however many attempts it took.
  #settle(outcome: Outcome, nowMs: number): void {
    if (this.#passage === null) return;
    this.#breaker?.leave(this.#passage, outcome, nowMs);
    this.#passage = null;
  }

  #end(): void {
    const { target, pool } = this.#attempt as Attempt;
    target.inFlight--;
    this.#options.pools.release(pool);
  }
}

function outcomeOf(problem: Problem): Outcome {
  return problem.code.startsWith('upstream_') ? 'failure' : 'unknown';
}

function brokenProblem(seconds: number): Problem {
  return {
    code: 'upstream_unreachable',
    detail: 'Calls of this operation failed too often, so it is left alone for a while. Try again later.',
    headers: ['retry-after', String(seconds)],
  };
}
