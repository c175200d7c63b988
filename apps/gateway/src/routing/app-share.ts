import { hashOf } from '../balancing/pick/hash-ring.ts';

const BUCKETS = 10_000;

/** A share of the apps of an API version. */
export class AppShare {
  readonly #versionId: string;
  readonly #takenBuckets: number;

  constructor(versionId: string, percent: number) {
    this.#versionId = versionId;
    this.#takenBuckets = (percent * BUCKETS) / 100;
  }

  /**
   * Whether an app is part of it: always the same for the same share, and with a larger share those before and some
   * more. Which apps go first differs from version to version.
   */
  takes(appId: string): boolean {
    return hashOf(`${this.#versionId} ${appId}`) % BUCKETS < this.#takenBuckets;
  }
}
