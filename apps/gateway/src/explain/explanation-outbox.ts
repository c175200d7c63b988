import type { Explanation } from '@tollgate/domain/explain/explanation';
import { MOST_EXPLANATIONS } from '@tollgate/domain/snapshot';

const MOST_WAITING = 200;

/** Takes explanations as they end. */
export interface ExplanationSink {
  add(explanation: Explanation): void;
}

/** Explanations on their way to the control plane. Those that nobody fetches in time are dropped, oldest first. */
export class ExplanationOutbox implements ExplanationSink {
  /** Called with each that comes. */
  onAdded: () => void = () => {};
  #waiting: Explanation[] = [];

  add(explanation: Explanation): void {
    this.#waiting.push(explanation);
    if (this.#waiting.length > MOST_WAITING) this.#waiting.shift();
    this.onAdded();
  }

  /** As many as one report tells of, oldest first. */
  next(): Explanation[] {
    return this.#waiting.slice(0, MOST_EXPLANATIONS);
  }

  /** Forgets what has arrived. */
  remove(arrived: readonly Explanation[]): void {
    this.#waiting = this.#waiting.filter((explanation) => !arrived.includes(explanation));
  }
}
