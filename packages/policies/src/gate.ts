/** Lets so many pieces of work be under way at once, and no more. */
export class Gate {
  readonly #max: number;
  #underWay = 0;

  constructor(max: number) {
    this.#max = max;
  }

  /** Does the work, or answers `otherwise` at once when there is enough under way. */
  async run<T, U>(work: () => Promise<T>, otherwise: U): Promise<T | U> {
    if (this.#underWay >= this.#max) return otherwise;
    this.#underWay++;
    try {
      return await work();
    } finally {
      this.#underWay--;
    }
  }
}
