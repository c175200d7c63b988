const WINDOW_MS = 60_000;
/** Names remembered at once; the oldest are forgotten. */
const MAX_NAMES = 20_000;

/** Counts by name in windows of a minute, in this process. */
export class Throttle {
  readonly #counts = new Map<string, { count: number; endsAtMs: number }>();
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  /** Seconds until a name may go on; 0 when it may now. */
  waitSeconds(name: string, nowMs: number): number {
    const known = this.#counts.get(name);
    if (!known || known.endsAtMs <= nowMs || known.count < this.#max) return 0;
    return Math.ceil((known.endsAtMs - nowMs) / 1000);
  }

  count(name: string, nowMs: number): void {
    const known = this.#counts.get(name);
    if (known && known.endsAtMs > nowMs) {
      known.count++;
      return;
    }
    this.#counts.delete(name);
    this.#counts.set(name, { count: 1, endsAtMs: nowMs + WINDOW_MS });
    if (this.#counts.size <= MAX_NAMES) return;
    for (const oldest of this.#counts.keys()) {
      this.#counts.delete(oldest);
      return;
    }
  }
}
