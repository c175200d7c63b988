/** Who gets what a chunked body holds. */
export interface ChunkReader {
  onData(data: Buffer): void;
}

export type ChunkFault = 'invalid' | 'too_large';

type State = 'size' | 'extension' | 'size_end' | 'data' | 'data_end' | 'data_end_feed' | 'trailers' | 'done';

const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;
const SEMICOLON = 0x3b;

/** Hexadecimal digits of a chunk's size: 2^48 bytes are more than any body has. */
const MOST_SIZE_DIGITS = 12;
/** Extensions and trailers mean nothing here; this much of them is read over in one body. */
const MOST_EXTRA_BYTES = 16_384;

/**
 * Takes the chunked coding (RFC 9112, 7.1) off a body, strictly: each line ends in CRLF and sizes are plain
 * hexadecimal. Extensions and trailers are read over and dropped.
 */
export class ChunkedDecoder {
  #state: State = 'size';
  #digits = 0;
  #left = 0;
  #extraBytes = 0;
  /** Bytes of the trailer line so far; it ends the body when it is empty. */
  #lineBytes = 0;
  #isAfterReturn = false;

  get isDone(): boolean {
    return this.#state === 'done';
  }

  /** Reads until the piece or the body ends; returns how much of the piece belonged to the body, or its fault. */
  read(piece: Buffer, reader: ChunkReader): number | ChunkFault {
    let at = 0;
    while (at < piece.length && this.#state !== 'done') {
      if (this.#state === 'data') {
        at = this.#readData(piece, at, reader);
        continue;
      }
      const fault = this.#readByte(piece[at] as number);
      if (fault) return fault;
      at++;
    }
    return at;
  }

  #readData(piece: Buffer, from: number, reader: ChunkReader): number {
    const to = Math.min(piece.length, from + this.#left);
    this.#left -= to - from;
    if (this.#left === 0) this.#state = 'data_end';
    reader.onData(piece.subarray(from, to));
    return to;
  }

  #readByte(byte: number): ChunkFault | undefined {
    switch (this.#state) {
      case 'size':
        return this.#readSize(byte);
      case 'extension':
        return this.#readExtension(byte);
      case 'size_end':
        return this.#endSize(byte);
      case 'data_end':
        this.#state = 'data_end_feed';
        return byte === CARRIAGE_RETURN ? undefined : 'invalid';
      case 'data_end_feed':
        this.#state = 'size';
        return byte === LINE_FEED ? undefined : 'invalid';
      default:
        return this.#readTrailer(byte);
    }
  }

  #readSize(byte: number): ChunkFault | undefined {
    const digit = hexadecimal(byte);
    if (digit !== -1) {
      if (++this.#digits > MOST_SIZE_DIGITS) return 'invalid';
      this.#left = this.#left * 16 + digit;
      return undefined;
    }
    if (this.#digits === 0) return 'invalid';
    if (byte === CARRIAGE_RETURN) this.#state = 'size_end';
    else if (byte === SEMICOLON) this.#state = 'extension';
    else return 'invalid';
    return undefined;
  }

  #readExtension(byte: number): ChunkFault | undefined {
    if (++this.#extraBytes > MOST_EXTRA_BYTES) return 'too_large';
    if (byte === CARRIAGE_RETURN) this.#state = 'size_end';
    else if (isControl(byte)) return 'invalid';
    return undefined;
  }

  #endSize(byte: number): ChunkFault | undefined {
    if (byte !== LINE_FEED) return 'invalid';
    this.#digits = 0;
    this.#state = this.#left === 0 ? 'trailers' : 'data';
    return undefined;
  }

  #readTrailer(byte: number): ChunkFault | undefined {
    if (++this.#extraBytes > MOST_EXTRA_BYTES) return 'too_large';
    if (this.#isAfterReturn) {
      if (byte !== LINE_FEED) return 'invalid';
      this.#isAfterReturn = false;
      if (this.#lineBytes === 0) this.#state = 'done';
      this.#lineBytes = 0;
      return undefined;
    }
    if (byte === CARRIAGE_RETURN) this.#isAfterReturn = true;
    else if (isControl(byte)) return 'invalid';
    else this.#lineBytes++;
    return undefined;
  }
}

function isControl(byte: number): boolean {
  return (byte < 0x20 && byte !== 0x09) || byte === 0x7f;
}

function hexadecimal(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
