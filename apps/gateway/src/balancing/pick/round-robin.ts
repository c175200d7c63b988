import type { Weighted } from './weighted.ts';

interface Turn<T> {
  readonly target: T;
  readonly order: number;
  dueAt: number;
}

/**
 * Smooth weighted round robin: the target whose turn is due first goes next, and its following turn is due 1 / weight
 * later. A heap keeps them, so that a choice costs the logarithm of their number.
 */
export class RoundRobin<T extends Weighted> {
  readonly #heap: Turn<T>[];

  /** `random` lets workers begin at different targets. */
  constructor(targets: readonly T[], random: () => number, nowMs: number) {
    this.#heap = targets.map((target, order) => ({
      target,
      order,
      // Phases that differ keep targets of one weight from being due together.
      dueAt: (order + 1) / (targets.length + 1) / target.weightAt(nowMs),
    }));
    this.#heap.sort((a, b) => (isBefore(a, b) ? -1 : 1));
    for (let skipped = Math.floor(random() * targets.length); skipped > 0; skipped--) this.next(nowMs);
  }

  next(nowMs: number): T | undefined {
    const turn = this.#heap[0];
    if (turn === undefined) return undefined;
    turn.dueAt += 1 / turn.target.weightAt(nowMs);
    this.#sink(turn);
    return turn.target;
  }

  #sink(turn: Turn<T>): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Turn<T>, heap[child] as Turn<T>)) child++;
      const smaller = heap[child] as Turn<T>;
      if (isBefore(turn, smaller)) break;
      heap[at] = smaller;
      at = child;
    }
    heap[at] = turn;
  }
}

// Sums of fractions differ in their last digits for turns that are due together.
const SAME = 1e-9;

function isBefore<T>(a: Turn<T>, b: Turn<T>): boolean {
  const difference = a.dueAt - b.dueAt;
  return Math.abs(difference) < SAME ? a.order < b.order : difference < 0;
}
