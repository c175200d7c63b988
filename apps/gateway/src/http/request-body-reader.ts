import type { BodyReader, RequestBody } from './exchange.ts';
import { ChunkedDecoder, type ChunkFault, type ChunkReader } from './wire/chunked-decoder.ts';

/** What a body needs of the connection it comes by. */
export interface BodySource {
  /** Somebody takes the body now: what was held back of it may be fed, and more may be read. */
  onBodyWanted(expectsContinue: boolean): void;
  pauseReading(): void;
  resumeReading(): void;
}

/** The body of one request, fed by its connection. */
export class RequestBodyReader implements RequestBody, ChunkReader {
  readonly declaredBytes: number | null;
  receivedBytes = 0;
  /** Whether all of it has come. */
  isComplete = false;
  readonly #source: BodySource;
  readonly #expectsContinue: boolean;
  readonly #decoder: ChunkedDecoder | null;
  #reader: BodyReader | null = null;
  #maxBytes = 0;
  #isOver = false;

  constructor(source: BodySource, declaredBytes: number | null, expectsContinue: boolean) {
    this.#source = source;
    this.declaredBytes = declaredBytes;
    this.#expectsContinue = expectsContinue;
    this.#decoder = declaredBytes === null ? new ChunkedDecoder() : null;
  }

  get isStarted(): boolean {
    return this.#reader !== null;
  }

  start(reader: BodyReader, maxBytes: number): void {
    this.#reader = reader;
    this.#maxBytes = maxBytes;
    this.#source.onBodyWanted(this.#expectsContinue);
  }

  pause(): void {
    this.#source.pauseReading();
  }

  resume(): void {
    this.#source.resumeReading();
  }

  /** Takes what belongs to the body off a piece; returns how many bytes that was, or the fault. */
  feed(piece: Buffer): number | ChunkFault {
    if (this.#decoder) {
      const taken = this.#decoder.read(piece, this);
      if (typeof taken === 'number' && this.#decoder.isDone) this.#complete();
      return taken;
    }
    const left = (this.declaredBytes as number) - this.receivedBytes;
    const taken = Math.min(left, piece.length);
    this.onData(taken === piece.length ? piece : piece.subarray(0, taken));
    if (taken === left) this.#complete();
    return taken;
  }

  onData(data: Buffer): void {
    this.receivedBytes += data.length;
    if (this.#isOver) return;
    if (this.receivedBytes > this.#maxBytes) this.fail('too_large');
    else this.#reader?.onChunk(data);
  }

  /** Nothing more comes of it, or nothing more is wanted. */
  fail(reason: 'aborted' | 'too_large'): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#reader?.onFailure(reason);
  }

  #complete(): void {
    this.isComplete = true;
    if (this.#isOver) return;
    this.#isOver = true;
    this.#reader?.onEnd();
  }
}
