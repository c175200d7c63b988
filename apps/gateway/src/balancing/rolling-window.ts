const BUCKETS = 10;

/** Counts of two kinds over the last so many milliseconds, in tenths of them. */
export class RollingWindow {
  readonly #bucketMs: number;
  readonly #first = new Float64Array(BUCKETS);
  readonly #second = new Float64Array(BUCKETS);
  #newest = 0;
  firstSum = 0;
  secondSum = 0;

  constructor(windowMs: number) {
    this.#bucketMs = windowMs / BUCKETS;
  }

  addFirst(nowMs: number): void {
    const at = this.advance(nowMs);
    this.#first[at] = (this.#first[at] as number) + 1;
    this.firstSum++;
  }

  addSecond(nowMs: number): void {
    const at = this.advance(nowMs);
    this.#second[at] = (this.#second[at] as number) + 1;
    this.secondSum++;
  }

  /** Forgets what is too old for `nowMs`; the sums are true afterwards. */
  advance(nowMs: number): number {
    const bucket = Math.max(this.#newest, Math.floor(nowMs / this.#bucketMs));
    for (let steps = Math.min(bucket - this.#newest, BUCKETS); steps > 0; steps--) {
      const old = (bucket - steps + 1) % BUCKETS;
      this.firstSum -= this.#first[old] as number;
      this.secondSum -= this.#second[old] as number;
      this.#first[old] = 0;
      this.#second[old] = 0;
    }
    this.#newest = bucket;
    return bucket % BUCKETS;
  }

  clear(): void {
    this.#first.fill(0);
    this.#second.fill(0);
    this.firstSum = 0;
    this.secondSum = 0;
  }
}
