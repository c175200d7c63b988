import { BUCKET_SECONDS } from './metric-definitions.ts';

const BOUNDS_MS = Float64Array.from(BUCKET_SECONDS, (seconds) => seconds * 1000);

/** How many of what is observed fell into each bucket. */
export class LatencyHistogram {
  readonly #counts = new Float64Array(BOUNDS_MS.length + 1);
  #sumMs = 0;

  observe(ms: number): void {
    let bucket = 0;
    while (bucket < BOUNDS_MS.length && ms > (BOUNDS_MS[bucket] as number)) bucket++;
    (this.#counts[bucket] as number)++;
    this.#sumMs += ms;
  }

  get buckets(): number[] {
    return Array.from(this.#counts);
  }

  get sumSeconds(): number {
    return this.#sumMs / 1000;
  }
}
