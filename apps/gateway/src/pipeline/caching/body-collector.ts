/** The body of an answer on its way, gathered to be kept: up to a limit, beyond which all of it is let go. */
export class BodyCollector {
  readonly #maxBytes: number;
  #chunks: Uint8Array[] = [];
  #bytes = 0;
  #isTooLarge = false;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  add(chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#maxBytes) {
      this.#isTooLarge = true;
      this.#chunks = [];
    }
    // The codec may use its buffer again.
    if (!this.#isTooLarge) this.#chunks.push(Uint8Array.from(chunk));
  }

  /** The body; null when it was too large. */
  end(last: Uint8Array | null): Uint8Array | null {
    if (last !== null) this.add(last);
    return this.#isTooLarge ? null : Buffer.concat(this.#chunks);
  }
}
