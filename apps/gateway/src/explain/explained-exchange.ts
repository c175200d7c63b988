import { EXPLAINED_HEADER } from '@tollgate/domain/explain/explanation';
import type {
  Exchange,
  ExchangeObserver,
  PassedHeaders,
  RequestBody,
  RequestHead,
} from '../http/exchange.ts';

/** An exchange whose answer names its explanation. */
export class ExplainedExchange implements Exchange {
  readonly #exchange: Exchange;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  get head(): RequestHead {
    return this.#exchange.head;
  }

  get body(): RequestBody | null {
    return this.#exchange.body;
  }

  get tunnel(): RequestBody | null {
    return this.#exchange.tunnel;
  }

  get observer(): ExchangeObserver | null {
    return this.#exchange.observer;
  }

  set observer(observer: ExchangeObserver | null) {
    this.#exchange.observer = observer;
  }

  sendHead(status: number, headers: string[]): void {
    headers.push(EXPLAINED_HEADER, requestIdIn(headers));
    this.#exchange.sendHead(status, headers);
  }

  passHead(status: number, headers: PassedHeaders): void {
    const pairs = headers.toPairs();
    const id = requestIdIn(pairs);
    this.#exchange.passHead(status, {
      hasLength: headers.hasLength,
      hasDate: headers.hasDate,
      toText: () => `${headers.toText()}${EXPLAINED_HEADER}: ${id}\r\n`,
      toPairs: () => [...pairs, EXPLAINED_HEADER, id],
    });
  }

  flushHead(): void {
    this.#exchange.flushHead();
  }

  sendChunk(chunk: Uint8Array): boolean {
    return this.#exchange.sendChunk(chunk);
  }

  sendTrailers(trailers: readonly string[]): void {
    this.#exchange.sendTrailers(trailers);
  }

  finish(last: Uint8Array | null): void {
    this.#exchange.finish(last);
  }

  abort(): void {
    this.#exchange.abort();
  }
}

// Ours is the last of its name.
function requestIdIn(headers: readonly string[]): string {
  return headers[headers.lastIndexOf('x-request-id') + 1] ?? '';
}
