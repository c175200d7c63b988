/**
 * When each caller may come next, as one number each (the generic cell rate algorithm): a bucket that fills evenly and
 * holds a burst. Memory is bounded: of two generations the older is dropped when the younger is full, so that with more
 * callers than fit the least recent begin anew.
 */
export class Paces {
  readonly #intervalMs: number;
  readonly #toleranceMs: number;
  readonly #maxCallers: number;
  #young = new Map<string, number>();
  #old = new Map<string, number>();

  constructor(requestsPerMs: number, burst: number, maxCallers: number) {
    this.#intervalMs = 1 / requestsPerMs;
    this.#toleranceMs = this.#intervalMs * (burst - 1);
    this.#maxCallers = maxCallers;
  }

  /** Takes one request of a caller: 0 when it may come, else after how many milliseconds it may. */
  take(caller: string, nowMs: number): number {
    const dueMs = Math.max(this.#young.get(caller) ?? this.#old.get(caller) ?? 0, nowMs);
    const waitMs = dueMs - this.#toleranceMs - nowMs;
    // What adding up intervals rounds off is no wait.
    if (waitMs > 1e-6) return waitMs;
    if (this.#young.size >= this.#maxCallers && !this.#young.has(caller)) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(caller, dueMs + this.#intervalMs);
    return 0;
  }
}
