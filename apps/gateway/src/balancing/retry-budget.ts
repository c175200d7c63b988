import type { Balancing } from '@tollgate/domain/balancing';
import { RollingWindow } from './rolling-window.ts';

const WINDOW_SECONDS = 10;

/** Keeps retries a small part of the traffic, so that an upstream in trouble is not hit harder. */
export class RetryBudget {
  readonly #settings: NonNullable<Balancing['retries']>;
  readonly #window = new RollingWindow(WINDOW_SECONDS * 1000);

  constructor(settings: NonNullable<Balancing['retries']>) {
    this.#settings = settings;
  }

  /** Counts a request, not its retries. */
  onRequest(nowMs: number): void {
    this.#window.addFirst(nowMs);
  }

  /** Takes one retry out of the budget; false when none is left. */
  take(nowMs: number): boolean {
    this.#window.advance(nowMs);
    const { firstSum: requests, secondSum: retries } = this.#window;
    const { budgetPercent, minPerSecond } = this.#settings;
    if (retries + 1 > minPerSecond * WINDOW_SECONDS + (requests * budgetPercent) / 100) return false;
    this.#window.addSecond(nowMs);
    return true;
  }
}
