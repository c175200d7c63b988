import type { Balancing } from '@tollgate/domain/balancing';
import type { Outcome } from '../outcome.ts';

const LONGEST = 10;

/** What the answers of one target say of it: so many failures in a row leave it out for a while. */
export class EjectionState {
  untilMs = 0;
  readonly #settings: NonNullable<Balancing['ejection']>;
  #failures = 0;
  #times = 0;

  constructor(settings: NonNullable<Balancing['ejection']>) {
    this.#settings = settings;
  }

  isEjected(nowMs: number): boolean {
    return nowMs < this.untilMs;
  }

  /** Takes an outcome; true when the target is to be left out by it. */
  record(outcome: Outcome, nowMs: number): boolean {
    if (outcome === 'unknown' || this.isEjected(nowMs)) return false;
    if (outcome === 'success') {
      this.#failures = 0;
      this.#times = 0;
      return false;
    }
    if (++this.#failures < this.#settings.failures) return false;
    this.#failures = 0;
    this.#times = Math.min(this.#times + 1, LONGEST);
    this.untilMs = nowMs + this.#settings.durationMs * this.#times;
    return true;
  }

  /** Brings the target back at once. */
  end(): void {
    this.untilMs = 0;
  }
}
