import type { Exchange, ExchangeObserver, RequestHead } from '../../http/exchange.ts';
import type { BodyCollector } from './body-collector.ts';

/** An exchange with nobody at its other end: what the upstream answers is only for the cache. */
export class SilentExchange implements Exchange {
  readonly head: RequestHead;
  readonly body = null;
  readonly tunnel = null;
  observer: ExchangeObserver | null = null;
  collector: BodyCollector | null = null;

  constructor(head: RequestHead) {
    this.head = head;
  }

  sendHead(): void {}

  passHead(): void {}

  flushHead(): void {}

  sendChunk(chunk: Uint8Array): boolean {
    this.collector?.add(chunk);
    return true;
  }

  sendTrailers(): void {}

  finish(): void {}

  abort(): void {}
}
