import type {
  BodyReader,
  Exchange,
  ExchangeObserver,
  PassedHeaders,
  RequestBody,
} from '../../http/exchange.ts';

/** A request body that is all there. */
class WholeBody implements RequestBody {
  readonly declaredBytes: number;
  readonly receivedBytes: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.declaredBytes = bytes.length;
    this.receivedBytes = bytes.length;
  }

  start(reader: BodyReader): void {
    if (this.#bytes.length > 0) reader.onChunk(this.#bytes);
    reader.onEnd();
  }

  pause(): void {}

  resume(): void {}
}

/** The body of an answer as it gathers. */
export interface HeldBody {
  readonly chunks: Uint8Array[];
  bytes: number;
  readonly maxBytes: number;
  /** Told once, when there are more bytes than may be held; further ones are dropped. */
  onOverflow(): void;
}

/**
 * An exchange whose request body was read before, or whose answer is held back until it is whole: what policies that
 * see bodies stand between. The rest goes to and comes from the real exchange.
 */
export class HeldExchange implements Exchange {
  readonly body: RequestBody | null;
  /** Set when the answer's head is there, to hold its body; null lets it stream. */
  held: HeldBody | null = null;
  readonly #inner: Exchange;

  /** `body` is what is forwarded; null forwards the body of the exchange as it comes. */
  constructor(inner: Exchange, body: Uint8Array | null) {
    this.#inner = inner;
    this.body = body ? new WholeBody(body) : inner.body;
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
    const { held } = this;
    if (!held) return this.#inner.sendChunk(chunk);
    const wasTooLarge = held.bytes > held.maxBytes;
    held.bytes += chunk.length;
    if (held.bytes <= held.maxBytes) held.chunks.push(chunk);
    else if (!wasTooLarge) held.onOverflow();
    return true;
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
