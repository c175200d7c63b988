import type { Ticket } from '../policy.ts';

/** How many requests of each group are under way. A group that has none takes no memory. */
export class InFlight {
  readonly #counts = new Map<string, number>();

  /** The place of one more request of a group, or null when it has as many as it may. */
  take(group: string, max: number): Ticket | null {
    const count = this.#counts.get(group) ?? 0;
    if (count >= max) return null;
    this.#counts.set(group, count + 1);
    return new Place(this.#counts, group);
  }

  get groups(): number {
    return this.#counts.size;
  }
}

class Place implements Ticket {
  readonly #counts: Map<string, number>;
  readonly #group: string;
  #isHeld = true;

  constructor(counts: Map<string, number>, group: string) {
    this.#counts = counts;
    this.#group = group;
  }

  release(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    const left = (this.#counts.get(this.#group) ?? 1) - 1;
    if (left === 0) this.#counts.delete(this.#group);
    else this.#counts.set(this.#group, left);
  }
}
