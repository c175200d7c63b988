import type { BodyReader, Exchange, ExchangeObserver, PassedHeaders, RequestBody } from '../http/exchange.ts';

/** Who is given the copy of a body. */
export interface CopyTaker {
  onCopy(body: Uint8Array): void;
  /** The body is larger than may be copied. */
  onTooLarge(): void;
}

/** A request body of which a copy is kept as it goes by, to a size; it goes by as it would without. */
class CopiedBody implements RequestBody, BodyReader {
  readonly #inner: RequestBody;
  readonly #maxBytes: number;
  readonly #taker: CopyTaker;
  #reader: BodyReader | null = null;
  #chunks: Uint8Array[] | null = [];
  #bytes = 0;

  constructor(inner: RequestBody, maxBytes: number, taker: CopyTaker) {
    this.#inner = inner;
    this.#maxBytes = maxBytes;
    this.#taker = taker;
  }

  get declaredBytes(): number | null {
    return this.#inner.declaredBytes;
  }

  get receivedBytes(): number {
    return this.#inner.receivedBytes;
  }

  start(reader: BodyReader, maxBytes: number): void {
    this.#reader = reader;
    this.#inner.start(this, maxBytes);
  }

  pause(): void {
    this.#inner.pause();
  }

  resume(): void {
    this.#inner.resume();
  }

  onChunk(chunk: Uint8Array): void {
    this.#reader?.onChunk(chunk);
    if (this.#chunks === null) return;
    this.#bytes += chunk.length;
    if (this.#bytes > this.#maxBytes) {
      this.#chunks = null;
      this.#taker.onTooLarge();
      return;
    }
    // The codec may use its buffer again.
    this.#chunks.push(Uint8Array.from(chunk));
  }

  onEnd(): void {
    this.#reader?.onEnd();
    if (this.#chunks !== null) this.#taker.onCopy(Buffer.concat(this.#chunks));
    this.#chunks = null;
  }

  onFailure(reason: 'aborted' | 'too_large'): void {
    this.#chunks = null;
    this.#reader?.onFailure(reason);
  }
}

/** An exchange whose request body is copied as it is forwarded. */
export class CopiedExchange implements Exchange {
  readonly body: RequestBody;
  readonly #inner: Exchange;

  constructor(inner: Exchange, body: RequestBody, maxBytes: number, taker: CopyTaker) {
    this.#inner = inner;
    this.body = new CopiedBody(body, maxBytes, taker);
  }

  get head() {
    return this.#inner.head;
  }

  get tunnel(): RequestBody | null {
    return this.#inner.tunnel;
  }

  get observer(): ExchangeObserver | null {
    return this.#inner.observer;
  }

  set observer(observer: ExchangeObserver | null) {
    this.#inner.observer = observer;
  }

  sendHead(status: number, headers: string[]): void {
    this.#inner.sendHead(status, headers);
  }

  passHead(status: number, headers: PassedHeaders): void {
    this.#inner.passHead(status, headers);
  }

  flushHead(): void {
    this.#inner.flushHead();
  }

  sendChunk(chunk: Uint8Array): boolean {
    return this.#inner.sendChunk(chunk);
  }

  sendTrailers(trailers: readonly string[]): void {
    this.#inner.sendTrailers(trailers);
  }

  finish(last: Uint8Array | null): void {
    this.#inner.finish(last);
  }

  abort(): void {
    this.#inner.abort();
  }
}
