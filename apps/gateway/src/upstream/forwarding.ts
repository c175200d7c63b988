import type { BodyReader, Exchange, ExchangeObserver, RequestBody } from '../http/exchange.ts';
import type { Problem } from '../http/problem.ts';
import type { HeaderLines } from '../http/wire/header-lines.ts';
import type { UpstreamTarget } from '../snapshot/entries.ts';
import type { CallConnection, CallObserver, UpstreamRequest } from './client/origin-connection.ts';
import type { ParsedResponseHead } from './client/parse-response-head.ts';
import type { UpstreamError } from './client/upstream-error.ts';
import { writeRequestHead } from './client/write-request-head.ts';
import { isIdempotent } from './idempotent.ts';
import type { UpstreamHeaders } from './request-headers.ts';
import { upstreamProblem } from './upstream-fault.ts';
import type { UpstreamPool } from './upstream-pools.ts';
import { isAccepted, upgradeLines } from './web-socket.ts';

/** What a forwarding tells the pipeline; exactly one of `onFinished` and `onProblem` ends it. */
export interface ForwardingEvents {
  /** The upstream's head; the pipeline sends its own from it. Throws when it cannot be sent on. */
  onHead(status: number, lines: HeaderLines): void;
  /** All of the answer was passed on, but for these last bytes, which end the response. */
  onFinished(last: Uint8Array | null): void;
  /** Nothing was answered yet, and the answer is this. */
  onProblem(problem: Problem): void;
  /** The answer broke off after its head: the client must see that it is not whole. */
  onBroken(problem: Problem): void;
  /** The client went away. */
  onAbandoned(): void;
}

/** What a cache had to do with an answer. */
export type CacheState = 'hit' | 'miss' | 'revalidated' | 'stale';

/** What accounting sees of a request on its way. */
export interface Outgoing {
  /** How often it was sent. */
  readonly attempts: number;
  readonly responseBytes: number;
  /** Whether the answer has a body beyond its head, as far as the head says. */
  readonly hasBody: boolean;
  /** What is to be released when it is accounted for; null when it does so itself. */
  readonly pool: UpstreamPool | null;
  /** Only of one that goes through a cache. */
  readonly cacheState?: CacheState;
  start(): void;
  /** Ends it without another word to the pipeline. */
  cancel(): void;
}

export interface ForwardingOptions {
  exchange: Exchange;
  pool: UpstreamPool;
  target: UpstreamTarget;
  path: string;
  headers: UpstreamHeaders;
  maxBodyBytes: number;
  events: ForwardingEvents;
}

/** One request on its way to its upstream and back. Bodies stream; nothing is held but the last bytes. */
export class Forwarding implements Outgoing, CallObserver, ExchangeObserver, BodyReader {
  attempts = 0;
  responseBytes = 0;
  /** Whether the upstream may have seen any of it. */
  wasSent = false;
  readonly #options: ForwardingOptions;
  readonly #request: UpstreamRequest;
  #connection: CallConnection | null = null;
  #isOver = false;
  #hasHead = false;
  #hasBody = true;

  constructor(options: ForwardingOptions) {
    this.#options = options;
    const { exchange, pool, target, path, headers } = options;
    const { method } = exchange.head;
    const body = exchange.body && (exchange.body.declaredBytes === null ? 'chunks' : 'length');
    this.#request = {
      method,
      head: writeRequestHead(method, path, pool.origin.host, headers.toText() + upgradeLines(exchange), body),
      body,
      mayUpgrade: exchange.tunnel !== null,
      headTimeoutMs: target.headTimeoutMs,
      idleTimeoutMs: target.idleTimeoutMs,
    };
    exchange.observer = this;
  }

  get pool(): UpstreamPool {
    return this.#options.pool;
  }

  get hasBody(): boolean {
    return this.#hasBody;
  }

  start(): void {
    this.attempts++;
    this.#options.pool.origin.send(this.#request, this);
  }

  cancel(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#abort();
  }

  onConnection(connection: CallConnection): void {
    this.#connection = connection;
    this.wasSent = true;
    this.#options.exchange.body?.start(this, this.#options.maxBodyBytes);
  }

  onResponseHead(head: ParsedResponseHead, bodyBytes: number | null): void {
    this.#hasBody = bodyBytes !== 0;
    const { exchange, events } = this.#options;
    if (head.status === 101 && !isAccepted(exchange.head, head.lines)) throw new Error('an unasked upgrade');
    events.onHead(head.status, head.lines);
    this.#hasHead = true;
    if (head.status === 101) exchange.tunnel?.start(this, Number.POSITIVE_INFINITY);
  }

  onResponseChunk(chunk: Uint8Array): void {
    this.responseBytes += chunk.length;
    if (!this.#options.exchange.sendChunk(chunk)) this.#connection?.pause();
  }

  onResponseTrailers(trailers: readonly string[]): void {
    if (!this.#isOver) this.#options.exchange.sendTrailers(trailers);
  }

  onResponseEnd(last: Uint8Array | null): void {
    if (this.#isOver) return;
    this.#isOver = true;
    // It may serve another call from here on.
    this.#connection = null;
    if (last !== null) this.responseBytes += last.length;
    this.#options.events.onFinished(last);
  }

  onUpstreamError(error: UpstreamError): void {
    if (this.#isOver) return;
    this.#connection = null;
    if (!this.#hasHead && this.#mayRepeat(error)) {
      this.start();
      return;
    }
    this.#isOver = true;
    const problem = upstreamProblem(error);
    if (this.#hasHead) this.#options.events.onBroken(problem);
    else this.#options.events.onProblem(problem);
  }

  onDrain(): void {
    this.#connection?.resume();
  }

  onHangUp(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#options.events.onAbandoned();
    this.#abort();
  }

  onChunk(chunk: Uint8Array): void {
    if (this.#connection?.writeBody(chunk) === false) this.#incoming?.pause();
  }

  onEnd(): void {
    this.#connection?.endBody();
  }

  onUpstreamDrain(): void {
    this.#incoming?.resume();
  }

  onFailure(reason: 'aborted' | 'too_large'): void {
    if (reason === 'aborted') {
      this.onHangUp();
      return;
    }
    if (this.#isOver) return;
    this.#isOver = true;
    const { events, maxBodyBytes } = this.#options;
    const problem: Problem = {
      code: 'body_too_large',
      detail: `The body may have at most ${maxBodyBytes} bytes.`,
    };
    if (this.#hasHead) events.onBroken(problem);
    else events.onProblem(problem);
    this.#abort();
  }

  // Once, and only where the upstream cannot have acted on it twice to a different end: a kept connection shows that its
  // other side had closed it only when it is used.
  #mayRepeat(error: UpstreamError): boolean {
    const { exchange } = this.#options;
    return (
      this.attempts === 1 &&
      error.code === 'closed' &&
      exchange.body === null &&
      isIdempotent(exchange.head.method)
    );
  }

  get #incoming(): RequestBody | null {
    const { exchange } = this.#options;
    return exchange.tunnel !== null && this.#hasHead ? exchange.tunnel : exchange.body;
  }

  #abort(): void {
    if (this.#connection) this.#connection.destroy();
    else this.#options.pool.origin.cancel(this);
  }
}
