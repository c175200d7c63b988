import type { Exchange } from '../http/exchange.ts';
import type { MirrorEntry } from '../snapshot/entries.ts';
import { CopiedExchange, type CopyTaker } from './copied-exchange.ts';
import type { MirrorCounts } from './mirror-book.ts';
import { type CopiedRequest, MirroredCall, type Pools } from './mirrored-call.ts';

/** The copy of one request: sent when the request has gone its way, and its body is whole. */
export class Mirroring implements CopyTaker {
  /** What is to be forwarded in place of the exchange. */
  readonly exchange: Exchange;
  readonly #mirror: MirrorEntry;
  readonly #pools: Pools;
  readonly #counts: MirrorCounts;
  readonly #request: CopiedRequest;

  constructor(
    mirror: MirrorEntry,
    exchange: Exchange,
    request: CopiedRequest,
    { pools, counts }: { pools: Pools; counts: MirrorCounts },
  ) {
    this.#mirror = mirror;
    this.#pools = pools;
    this.#counts = counts;
    this.#request = request;
    const { body } = exchange;
    const isCopied = body !== null && (body.declaredBytes ?? 0) <= mirror.maxBodyBytes;
    this.exchange = isCopied ? new CopiedExchange(exchange, body, mirror.maxBodyBytes, this) : exchange;
    if (body !== null && !isCopied) counts.dropped++;
  }

  /** Called when the request itself goes: one without a body is whole. */
  onForwarded(): void {
    if (this.exchange.body === null) this.#send(null);
  }

  onCopy(body: Uint8Array): void {
    this.#send(body);
  }

  onTooLarge(): void {
    this.#counts.dropped++;
  }

  // After this turn, when the caller's own request is on its way.
  #send(body: Uint8Array | null): void {
    setImmediate(() => MirroredCall.send(this.#mirror, this.#pools, this.#counts, this.#request, body));
  }
}
