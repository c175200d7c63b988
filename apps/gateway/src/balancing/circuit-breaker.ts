import type { Balancing } from '@tollgate/domain/balancing';
import type { Outcome } from './outcome.ts';
import { RollingWindow } from './rolling-window.ts';

export type BreakerState = 'closed' | 'open' | 'half_open';

/** Let through while it was closed; a larger number is the round of probes that a request belongs to. */
export const NO_PROBE = 0;

/**
 * Closed, it counts. Open, it refuses for a while. Half-open, it lets so many probes through: all must succeed for it to
 * close, and the first that fails opens it again.
 */
export class CircuitBreaker {
  state: BreakerState = 'closed';
  readonly #settings: NonNullable<Balancing['breaker']>;
  readonly #window: RollingWindow;
  #opensUntilMs = 0;
  #round = 0;
  #probesUnderWay = 0;
  #probesSucceeded = 0;

  constructor(settings: NonNullable<Balancing['breaker']>) {
    this.#settings = settings;
    this.#window = new RollingWindow(settings.windowMs);
  }

  /** What `leave` is to be told; null when the request is refused. */
  enter(nowMs: number): number | null {
    if (this.state === 'closed') return NO_PROBE;
    if (this.state === 'open') {
      if (nowMs < this.#opensUntilMs) return null;
      this.state = 'half_open';
      this.#round++;
      this.#probesUnderWay = 0;
      this.#probesSucceeded = 0;
    }
    if (this.#probesUnderWay + this.#probesSucceeded >= this.#settings.probes) return null;
    this.#probesUnderWay++;
    return this.#round;
  }

  leave(passage: number, outcome: Outcome, nowMs: number): void {
    if (passage === NO_PROBE) this.#count(outcome, nowMs);
    else if (passage === this.#round && this.state === 'half_open') this.#judgeProbe(outcome, nowMs);
  }

  /** Whole seconds until a refused caller may try again. */
  retryAfterSeconds(nowMs: number): number {
    return Math.max(1, Math.ceil((this.#opensUntilMs - nowMs) / 1000));
  }

  #count(outcome: Outcome, nowMs: number): void {
    if (this.state !== 'closed' || outcome === 'unknown') return;
    this.#window.addFirst(nowMs);
    if (outcome !== 'failure') return;
    this.#window.addSecond(nowMs);
    const { firstSum: requests, secondSum: failures } = this.#window;
    const { minRequests, failurePercent } = this.#settings;
    if (requests >= minRequests && failures * 100 >= requests * failurePercent) this.#open(nowMs);
  }

  #judgeProbe(outcome: Outcome, nowMs: number): void {
    this.#probesUnderWay--;
    if (outcome === 'failure') this.#open(nowMs);
    else if (outcome === 'success' && ++this.#probesSucceeded >= this.#settings.probes) {
      this.state = 'closed';
      this.#window.clear();
    }
  }

  #open(nowMs: number): void {
    this.state = 'open';
    this.#opensUntilMs = nowMs + this.#settings.openMs;
  }
}
