const END_OF_HEAD = '\r\n\r\n';

/**
 * The bytes of a head that comes in pieces. Each byte is looked at once, however small the pieces are, and no more than
 * `maxBytes` are kept.
 */
export class HeadBuffer {
  readonly #maxBytes: number;
  #bytes: Buffer = Buffer.alloc(0);
  #length = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /**
   * Adds a piece. Returns the head's text with its empty line once it is there, and where in the piece it ended;
   * null while more must come, and `too_large` when no more may.
   */
  add(piece: Buffer): { text: string; end: number } | 'too_large' | null {
    const before = this.#length;
    this.#append(piece);
    const found = this.#bytes
      .subarray(0, this.#length)
      .indexOf(END_OF_HEAD, Math.max(0, before - 3), 'latin1');
    if (found === -1) return this.#length > this.#maxBytes ? 'too_large' : null;
    const length = found + END_OF_HEAD.length;
    if (length > this.#maxBytes) return 'too_large';
    const text = this.#bytes.toString('latin1', 0, length);
    this.#bytes = Buffer.alloc(0);
    this.#length = 0;
    return { text, end: length - before };
  }

  /** What came last; empty when nothing came yet. */
  lastLetter(): string {
    return this.#bytes.toString('latin1', Math.max(0, this.#length - 1), this.#length);
  }

  #append(piece: Buffer): void {
    const length = this.#length + piece.length;
    if (length > this.#bytes.length) {
      const grown = Buffer.allocUnsafeSlow(
        Math.max(length, Math.min(2 * this.#bytes.length, this.#maxBytes)),
      );
      this.#bytes.copy(grown, 0, 0, this.#length);
      this.#bytes = grown;
    }
    piece.copy(this.#bytes, this.#length);
    this.#length = length;
  }
}
