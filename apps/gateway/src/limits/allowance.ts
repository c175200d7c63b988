import { counterKey } from '@tollgate/counters/counter-key';
import type { LeaseAsk } from '@tollgate/counters/counter-store';
import { periodAt } from '@tollgate/domain/periods';

export interface AllowanceSpec {
  readonly subscriptionId: string;
  readonly environment: string;
  readonly name: string;
  readonly limit: number;
  /** Milliseconds of a short window; null for a quota, whose window is the billing period. */
  readonly windowMs: number | null;
  readonly anchorAt: Date;
  /** Gateway workers that share the limit while the store is gone. */
  readonly workers: number;
}

const LARGEST_SLICE = 1000;
/** What is left is taken in parts of this many a worker: slices shrink as the limit nears. */
const SLICES_OF_THE_REST = 4;

/** A ceiling as one worker holds it: what it has leased of the running window, decided on locally. */
export class Allowance {
  readonly spec: AllowanceSpec;
  windowStartMs = 0;
  windowEndMs = 0;
  counter = '';
  /** How `RateLimit-Policy` names it in this window. */
  policyItem = '';
  /** Leased and not yet used. */
  held = 0;
  /** Leased by all, as the store last said. */
  used = 0;
  /** Admitted here in this window, from leases or not. */
  admitted = 0;
  /** Granted while the store was gone: charged to it when it is back. */
  debt = 0;
  /** The store had nothing left; it is not asked again before this. */
  emptyUntilMs = 0;
  refill: Promise<void> | null = null;
  /** Told when a window with debt ends, for the debt of a quota must not be forgotten. */
  onDebtLeft: ((allowance: Allowance) => void) | null = null;

  constructor(spec: AllowanceSpec) {
    this.spec = spec;
  }

  get isQuota(): boolean {
    return this.spec.windowMs === null;
  }

  /** Steps into the window that holds `nowMs`. */
  roll(nowMs: number): void {
    if (nowMs >= this.windowStartMs && nowMs < this.windowEndMs) return;
    if (this.debt > 0 && this.isQuota) this.onDebtLeft?.(this);
    const { windowMs, anchorAt, subscriptionId, environment, name, limit } = this.spec;
    if (windowMs === null) {
      const period = periodAt(anchorAt, new Date(nowMs));
      this.windowStartMs = period.start.getTime();
      this.windowEndMs = period.end.getTime();
    } else {
      this.windowStartMs = Math.floor(nowMs / windowMs) * windowMs;
      this.windowEndMs = this.windowStartMs + windowMs;
    }
    this.counter = counterKey(subscriptionId, environment, name, this.windowStartMs);
    const windowSeconds = Math.round((this.windowEndMs - this.windowStartMs) / 1000);
    this.policyItem = `"${name}";q=${limit};w=${windowSeconds}`;
    this.held = 0;
    this.used = 0;
    this.admitted = 0;
    this.debt = 0;
    this.emptyUntilMs = 0;
  }

  /** Whether the next slice should be asked for now, before this one runs out. */
  isLow(): boolean {
    return this.held * 2 < this.#slice() && this.used < this.spec.limit;
  }

  ask(): LeaseAsk {
    return {
      counter: this.counter,
      limit: this.spec.limit,
      wanted: this.#slice(),
      windowEndsAtMs: this.windowEndMs,
    };
  }

  /** Takes from this worker's share while the store is gone; answers how much. */
  borrow(): number {
    const { limit, workers } = this.spec;
    const share = Math.max(1, Math.floor((this.isQuota ? limit - this.used : limit) / workers));
    const taken = this.isQuota ? this.debt : this.admitted + this.held;
    const granted = Math.max(
      0,
      Math.min(this.#slice(), share - taken, this.isQuota ? limit - this.used : limit),
    );
    this.held += granted;
    this.debt += granted;
    return granted;
  }

  /** What callers may still use in this window, as far as this worker knows. */
  remaining(): number {
    return Math.max(0, this.spec.limit - this.used - this.debt) + this.held;
  }

  #slice(): number {
    const rest = Math.max(0, this.spec.limit - this.used);
    return Math.max(1, Math.min(LARGEST_SLICE, Math.ceil(rest / (SLICES_OF_THE_REST * this.spec.workers))));
  }
}
