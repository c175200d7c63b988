import type { ServerHttp2Stream } from 'node:http2';
import type { BodyReader, RequestBody } from '../http/exchange.ts';

/** The body of one request over HTTP/2. Its stream's window is what may arrive before somebody reads. */
export class StreamBody implements RequestBody {
  readonly declaredBytes: number | null;
  receivedBytes = 0;
  /** Whether all of it has come. */
  isComplete = false;
  readonly #stream: ServerHttp2Stream;
  readonly #expectsContinue: boolean;
  #reader: BodyReader | null = null;
  #maxBytes = 0;
  #isOver = false;

  constructor(stream: ServerHttp2Stream, declaredBytes: number | null, expectsContinue: boolean) {
    this.#stream = stream;
    this.declaredBytes = declaredBytes;
    this.#expectsContinue = expectsContinue;
  }

  start(reader: BodyReader, maxBytes: number): void {
    if (this.#reader !== null) return;
    this.#reader = reader;
    this.#maxBytes = maxBytes;
    const stream = this.#stream;
    if (stream.destroyed) {
      this.fail('aborted');
      return;
    }
    if (this.#expectsContinue && !stream.headersSent) stream.additionalHeaders({ ':status': 100 });
    stream.on('data', (chunk: Buffer) => this.#onData(chunk));
    stream.on('end', () => this.#onEnd());
  }

  pause(): void {
    this.#stream.pause();
  }

  resume(): void {
    this.#stream.resume();
  }

  /** Nothing more comes of it, or nothing more is wanted. */
  fail(reason: 'aborted' | 'too_large'): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#reader?.onFailure(reason);
  }

  #onData(chunk: Buffer): void {
    this.receivedBytes += chunk.length;
    if (this.#isOver) return;
    if (this.receivedBytes > this.#maxBytes) this.fail('too_large');
    else this.#reader?.onChunk(chunk);
  }

  #onEnd(): void {
    // An end that comes with a reset is none.
    if (this.#stream.aborted) return;
    if (this.declaredBytes !== null && this.receivedBytes !== this.declaredBytes) {
      this.fail('aborted');
      return;
    }
    this.isComplete = true;
    if (this.#isOver) return;
    this.#isOver = true;
    this.#reader?.onEnd();
  }
}
