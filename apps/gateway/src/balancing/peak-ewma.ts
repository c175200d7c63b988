/** An answer this old counts for about a third. */
const DECAY_MS = 10_000;

/** A latency that jumps up with a slow answer at once and comes down slowly, with time and with quicker answers. */
export class PeakEwma {
  #valueMs = 0;
  #atMs = 0;

  observe(latencyMs: number, nowMs: number): void {
    const kept = Math.exp(-Math.max(0, nowMs - this.#atMs) / DECAY_MS);
    this.#valueMs = latencyMs > this.#valueMs ? latencyMs : this.#valueMs * kept + latencyMs * (1 - kept);
    this.#atMs = nowMs;
  }

  /** Decays towards 0 while nothing is observed, so that a target that was slow is tried again. */
  valueMs(nowMs: number): number {
    return this.#valueMs * Math.exp(-Math.max(0, nowMs - this.#atMs) / DECAY_MS);
  }
}
