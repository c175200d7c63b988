import type { EncodedRequest } from '@tollgate/policies/compress/handler';
import type {
  Exchange,
  ExchangeObserver,
  PassedHeaders,
  RequestBody,
  RequestHead,
} from '../../http/exchange.ts';
import type { CompiledEncodePolicy } from '../compile-policies.ts';
import type { BodyBudget } from '../phases/body-budget.ts';
import { ENCODERS, type Encoder, type EncoderKind } from './encoders.ts';

/** The exchange itself where no policy encodes its answer, which is most; else one that does. */
export function encoded(
  exchange: Exchange,
  policies: readonly CompiledEncodePolicy[],
  request: EncodedRequest,
  budget: BodyBudget,
): Exchange {
  return policies.length === 0 ? exchange : new EncodedExchange(exchange, policies, request, budget);
}

/** An exchange whose answer is compressed on its way out, where a policy and the caller say so. */
class EncodedExchange implements Exchange, ExchangeObserver {
  observer: ExchangeObserver | null;
  readonly #inner: Exchange;
  readonly #policies: readonly CompiledEncodePolicy[];
  readonly #request: EncodedRequest;
  readonly #budget: BodyBudget;
  #encoder: Encoder | null = null;
  #kind: EncoderKind | null = null;
  /** Of an answer whose length is not known, what came is passed on when nothing more waits. */
  #isStreamed = false;
  #isEnding = false;
  #isBlocked = false;

  constructor(
    inner: Exchange,
    policies: readonly CompiledEncodePolicy[],
    request: EncodedRequest,
    budget: BodyBudget,
  ) {
    this.#inner = inner;
    this.#policies = policies;
    this.#request = request;
    this.#budget = budget;
    this.observer = inner.observer;
    inner.observer = this;
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

  sendHead(status: number, headers: string[]): void {
    for (const policy of this.#policies) {
      const decision = policy.run(this.#request, status, headers, policy.config);
      if (!decision) continue;
      const kind = decision.encoding === null ? null : ENCODERS[decision.encoding];
      if (kind && !this.#budget.take(kind.bytes)) break;
      if (kind) this.#open(kind, !headers.includes('content-length'));
      this.#inner.sendHead(status, decision.headers);
      return;
    }
    this.#inner.sendHead(status, headers);
  }

  passHead(status: number, headers: PassedHeaders): void {
    this.sendHead(status, headers.toPairs());
  }

  flushHead(): void {
    this.#inner.flushHead();
  }

  sendChunk(chunk: Uint8Array): boolean {
    if (!this.#encoder) return this.#inner.sendChunk(chunk);
    this.#isBlocked = !this.#write(this.#encoder, chunk) || this.#encoder.isPaused();
    return !this.#isBlocked;
  }

  sendTrailers(trailers: readonly string[]): void {
    this.#inner.sendTrailers(trailers);
  }

  finish(last: Uint8Array | null): void {
    if (!this.#encoder) {
      this.#inner.finish(last);
      return;
    }
    this.#isEnding = true;
    if (last !== null) this.#encoder.end(Buffer.from(last));
    else this.#encoder.end();
  }

  abort(): void {
    this.#close();
    this.#inner.abort();
  }

  onHangUp(): void {
    this.#close();
    this.observer?.onHangUp();
  }

  onDrain(): void {
    if (this.#encoder) this.#encoder.resume();
    this.#onRoom();
  }

  #open(kind: EncoderKind, isStreamed: boolean): void {
    const encoder = kind.make();
    this.#kind = kind;
    this.#encoder = encoder;
    this.#isStreamed = isStreamed;
    encoder.on('data', (chunk: Uint8Array) => {
      if (!this.#inner.sendChunk(chunk)) encoder.pause();
    });
    encoder.on('drain', () => this.#onRoom());
    encoder.on('end', () => {
      this.#close();
      this.#inner.finish(null);
    });
    encoder.on('error', () => this.abort());
  }

  // The codec may use its buffer again.
  #write(encoder: Encoder, chunk: Uint8Array): boolean {
    return encoder.write(Buffer.from(chunk), () => {
      const isIdle = this.#isStreamed && !this.#isEnding && encoder.writableLength === 0;
      if (isIdle && this.#encoder === encoder) encoder.flush((this.#kind as EncoderKind).flush);
    });
  }

  #onRoom(): void {
    if (!this.#isBlocked) {
      if (!this.#encoder) this.observer?.onDrain();
      return;
    }
    const isFull = this.#encoder !== null && (this.#encoder.writableNeedDrain || this.#encoder.isPaused());
    if (isFull) return;
    this.#isBlocked = false;
    this.observer?.onDrain();
  }

  #close(): void {
    if (!this.#encoder) return;
    this.#encoder.removeAllListeners();
    this.#encoder.on('error', () => {});
    this.#encoder.destroy();
    this.#encoder = null;
    this.#budget.giveBack((this.#kind as EncoderKind).bytes);
  }
}
