/** A share of the requests that come, spread evenly, so that it is kept over few of them too. */
export class RequestShare {
  readonly #percent: number;
  /** Hundredths of a request. */
  #due = 0;

  constructor(percent: number) {
    this.#percent = percent;
  }

  /** Whether the next request is part of it. */
  takesNext(): boolean {
    this.#due += this.#percent;
    if (this.#due < 100) return false;
    this.#due -= 100;
    return true;
  }
}
