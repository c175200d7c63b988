import type { ConfigurationIndex } from '../snapshot/configuration-index.ts';

/** What became of the copies of one version's requests in one worker. */
export interface MirrorCounts {
  /** Answered, whatever the answer. */
  answered: number;
  /** Not answered in time, or not reached. */
  failed: number;
  /** Not sent: as many were under way as may be, or the body was too large. */
  dropped: number;
  inFlight: number;
}

/** The same with its version. */
export interface MirrorState extends Readonly<MirrorCounts> {
  readonly apiVersionId: string;
}

/** Status is sent twice a second: more versions than these are not told of. */
const MOST_STATES = 100;

type Totals = Omit<MirrorCounts, 'inFlight'>;

/** Counts what is mirrored, by API version; it outlives changes of the configuration. */
export class MirrorBook {
  readonly #counts = new Map<string, MirrorCounts>();
  /** Of versions that are mirrored no more. */
  readonly #past: Totals = { answered: 0, failed: 0, dropped: 0 };

  of(versionId: string): MirrorCounts {
    let counts = this.#counts.get(versionId);
    if (!counts) {
      counts = { answered: 0, failed: 0, dropped: 0, inFlight: 0 };
      this.#counts.set(versionId, counts);
    }
    return counts;
  }

  /** All since the worker started. */
  get totals(): Totals {
    const totals = { ...this.#past };
    for (const counts of this.#counts.values()) add(totals, counts);
    return totals;
  }

  /** Those of versions that are still mirrored; others are forgotten. */
  states(index: ConfigurationIndex | null): MirrorState[] {
    for (const [id, counts] of this.#counts) {
      if (counts.inFlight > 0 || index?.versions.get(id)?.active?.mirror) continue;
      add(this.#past, counts);
      this.#counts.delete(id);
    }
    const states = Array.from(this.#counts, ([apiVersionId, counts]) => ({ apiVersionId, ...counts }));
    return states.slice(0, MOST_STATES);
  }
}

function add(totals: Totals, counts: Totals): void {
  totals.answered += counts.answered;
  totals.failed += counts.failed;
  totals.dropped += counts.dropped;
}
