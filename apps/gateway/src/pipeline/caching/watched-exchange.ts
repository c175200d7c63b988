import type {
  Exchange,
  ExchangeObserver,
  PassedHeaders,
  RequestBody,
  RequestHead,
} from '../../http/exchange.ts';
import type { BodyCollector } from './body-collector.ts';

/** An exchange whose answer passes through the cache: it is gathered as it goes by, or stays away from the caller. */
export class WatchedExchange implements Exchange {
  collector: BodyCollector | null = null;
  /** Whether what the upstream still sends is dropped, since something else is answered. */
  isDropping = false;
  readonly #inner: Exchange;

  constructor(inner: Exchange) {
    this.#inner = inner;
  }

  get head(): RequestHead {
    return this.#inner.head;
  }

  get body(): RequestBody | null {
    return this.#inner.body;
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
    if (this.isDropping) return true;
    this.collector?.add(chunk);
    return this.#inner.sendChunk(chunk);
  }

  sendTrailers(trailers: readonly string[]): void {
    if (!this.isDropping) this.#inner.sendTrailers(trailers);
  }

  finish(last: Uint8Array | null): void {
    this.#inner.finish(last);
  }

  abort(): void {
    this.#inner.abort();
  }
}
