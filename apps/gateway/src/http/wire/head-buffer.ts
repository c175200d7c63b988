const END_OF_HEAD = Buffer.from('\r\n\r\n');

/** What no head holds, wherever it was cut: then there is no use in waiting for its end. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const NEVER_IN_A_HEAD = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|[^\r]\n/;

/** A whole head with its empty line: the first `length` bytes; and where in the piece that completed it it ended. */
export interface FoundHead {
  readonly bytes: Buffer;
  readonly length: number;
  readonly end: number;
}

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
   * Adds a piece. Returns the head once it is there; null while more must come, `too_large` when no more may, and
   * `invalid` when what came can never become one.
   */
  find(piece: Buffer): FoundHead | 'too_large' | 'invalid' | null {
    // Nearly all heads come in one piece, which is not copied.
    if (this.#length === 0) {
      const end = piece.indexOf(END_OF_HEAD) + END_OF_HEAD.length;
      if (end >= END_OF_HEAD.length && end <= this.#maxBytes) return { bytes: piece, length: end, end };
    }
    return this.#add(piece);
  }

  #add(piece: Buffer): FoundHead | 'too_large' | 'invalid' | null {
    const before = this.#length;
    this.#append(piece);
    const found = this.#bytes.subarray(0, this.#length).indexOf(END_OF_HEAD, Math.max(0, before - 3));
    if (found === -1) {
      if (this.#length > this.#maxBytes) return 'too_large';
      return NEVER_IN_A_HEAD.test(this.#text(Math.max(0, before - 1))) ? 'invalid' : null;
    }
    const length = found + END_OF_HEAD.length;
    if (length > this.#maxBytes) return 'too_large';
    const bytes = this.#bytes;
    this.#bytes = Buffer.alloc(0);
    this.#length = 0;
    return { bytes, length, end: length - before };
  }

  /** Whether what came so far could be the beginning of this. */
  mayBegin(start: string): boolean {
    const text = this.#text(0, start.length);
    return start.startsWith(text);
  }

  #text(from: number, to = this.#length): string {
    return this.#bytes.toString('latin1', from, Math.min(to, this.#length));
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
