import type { Dispatcher } from 'undici';
import type { Exchange, ExchangeObserver } from '../http/exchange.ts';
import type { Problem } from '../http/problem.ts';
import type { UpstreamTarget } from '../snapshot/entries.ts';
import { RequestStream, type RequestStreamObserver } from './request-stream.ts';
import { isStaleConnection, upstreamProblem } from './upstream-fault.ts';
import type { UpstreamPool } from './upstream-pools.ts';

/** What a forwarding tells the pipeline; exactly one of `onFinished` and `onProblem` ends it. */
export interface ForwardingEvents {
  /** The upstream's head; the pipeline sends its own from it. Throws when it cannot be sent on. */
  onHead(status: number, headers: Readonly<Record<string, string | string[] | undefined>>): void;
  /** All of the answer was passed on, but for these last bytes, which end the response. */
  onFinished(last: Uint8Array | null): void;
  /** Nothing was answered yet, and the answer is this. */
  onProblem(problem: Problem): void;
  /** The answer broke off after its head: the client must see that it is not whole. */
  onBroken(problem: Problem): void;
  /** The client went away. */
  onAbandoned(): void;
}

export interface ForwardingOptions {
  exchange: Exchange;
  pool: UpstreamPool;
  target: UpstreamTarget;
  path: string;
  headers: string[];
  maxBodyBytes: number;
  events: ForwardingEvents;
}

const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE']);
const MOST_INTERIM_ANSWERS = 16;

/** One request on its way to its upstream and back. Bodies stream; nothing is held but the last bytes. */
export class Forwarding implements Dispatcher.DispatchHandler, ExchangeObserver, RequestStreamObserver {
  attempts = 0;
  requestBytes = 0;
  responseBytes = 0;
  readonly #options: ForwardingOptions;
  #controller: Dispatcher.DispatchController | null = null;
  #isOver = false;
  #wasSent = false;
  #hasHead = false;
  #interimAnswers = 0;
  #expectedBytes: number | null = null;
  #last: Uint8Array | null = null;

  constructor(options: ForwardingOptions) {
    this.#options = options;
    options.exchange.observer = this;
  }

  /** Whether the answer has a body beyond its head, as far as the head says. */
  get hasBody(): boolean {
    return this.#expectedBytes !== 0;
  }

  start(): void {
    const { exchange, pool, target, path, headers, maxBodyBytes } = this.#options;
    const { body } = exchange;
    this.attempts++;
    this.#wasSent = false;
    try {
      pool.dispatcher.dispatch(
        {
          path,
          method: exchange.head.method as Dispatcher.HttpMethod,
          headers,
          body: body && new RequestStream(body, maxBodyBytes, this),
          headersTimeout: target.headTimeoutMs,
          bodyTimeout: target.idleTimeoutMs,
        },
        this,
      );
    } catch (error) {
      this.#end(() =>
        this.#options.events.onProblem({
          code: 'bad_request',
          detail: `The request cannot be passed on: ${(error as Error).message}.`,
        }),
      );
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#isOver) {
      controller.abort(new Error('abandoned'));
      return;
    }
    this.#wasSent = true;
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    if (status < 200) {
      if (++this.#interimAnswers > MOST_INTERIM_ANSWERS)
        controller.abort(new Error('too many interim answers'));
      return;
    }
    const { exchange, events } = this.#options;
    const isBodyless = exchange.head.method === 'HEAD' || status === 204 || status === 304;
    const length = headers['content-length'];
    this.#expectedBytes = isBodyless ? 0 : typeof length === 'string' ? Number(length) : null;
    events.onHead(status, headers);
    this.#hasHead = true;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.responseBytes += chunk.length;
    // The bytes that make the response whole are held back until its usage event is written.
    if (this.#expectedBytes !== null && this.responseBytes >= this.#expectedBytes) {
      this.#last = chunk;
      return;
    }
    if (!this.#options.exchange.sendChunk(chunk)) controller.pause();
  }

  onResponseEnd(): void {
    this.#end(() => this.#options.events.onFinished(this.#last));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error & { code?: string }): void {
    if (this.#isOver) return;
    if (!this.#hasHead && this.#mayRepeat(error)) {
      this.start();
      return;
    }
    const problem = upstreamProblem(error, this.#wasSent);
    this.#end(() => {
      if (this.#hasHead) this.#options.events.onBroken(problem);
      else this.#options.events.onProblem(problem);
    });
  }

  // Once, and only where the upstream cannot have acted on it twice to a different end.
  #mayRepeat(error: Error & { code?: string }): boolean {
    if (this.attempts > 1 || this.#interimAnswers > 0 || !isStaleConnection(error)) return false;
    const { exchange } = this.#options;
    return exchange.body === null && (!this.#wasSent || IDEMPOTENT.has(exchange.head.method));
  }

  onBodyFailure(reason: 'aborted' | 'too_large'): void {
    if (reason === 'aborted') {
      this.onHangUp();
      return;
    }
    const { events, maxBodyBytes } = this.#options;
    const problem: Problem = {
      code: 'body_too_large',
      detail: `The body may have at most ${maxBodyBytes} bytes.`,
    };
    this.#end(() => (this.#hasHead ? events.onBroken(problem) : events.onProblem(problem)));
    this.#controller?.abort(new Error('body too large'));
  }

  onDrain(): void {
    this.#controller?.resume();
  }

  onHangUp(): void {
    if (this.#isOver) return;
    this.#end(() => this.#options.events.onAbandoned());
    this.#controller?.abort(new Error('the client went away'));
  }

  #end(tell: () => void): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.requestBytes = this.#options.exchange.body?.receivedBytes ?? 0;
    tell();
  }
}
