/** What choosing needs to know of a target. */
export interface Weighted {
  /** Its share now: smaller than configured while it starts slowly, and never 0. */
  weightAt(nowMs: number): number;
}

/** What choosing by load needs besides. */
export interface Loaded extends Weighted {
  readonly inFlight: number;
  /** Milliseconds that an answer takes, by what was seen; 0 when nothing was. */
  latencyMs(nowMs: number): number;
}
