import type { Balancing } from '@tollgate/domain/balancing';

/** Checks of many targets and workers must not fall on one moment. */
const JITTER = 0.1;

/** What active checks say of one target. It counts as healthy until they say otherwise. */
export class HealthState {
  isHealthy = true;
  dueAtMs: number;
  readonly #settings: NonNullable<Balancing['healthCheck']>;
  readonly #random: () => number;
  /** Results in a row that speak against the state. */
  #against = 0;

  constructor(settings: NonNullable<Balancing['healthCheck']>, random: () => number, nowMs: number) {
    this.#settings = settings;
    this.#random = random;
    this.dueAtMs = nowMs + random() * settings.intervalMs;
  }

  /** Takes a result; true when the state changed by it. */
  record(isOk: boolean, nowMs: number): boolean {
    const { intervalMs, healthyAfter, unhealthyAfter } = this.#settings;
    this.dueAtMs = nowMs + intervalMs * (1 - JITTER + 2 * JITTER * this.#random());
    if (isOk === this.isHealthy) {
      this.#against = 0;
      return false;
    }
    if (++this.#against < (isOk ? healthyAfter : unhealthyAfter)) return false;
    this.#against = 0;
    this.isHealthy = isOk;
    return true;
  }
}
