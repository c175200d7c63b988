import type { Socket } from 'node:net';
import type { ClientCertificate } from '@tollgate/policies/policy';
import { ConnectionExchange, type ExchangeConnection } from './connection-exchange.ts';
import type { ExchangeHandler } from './exchange.ts';
import type { HttpLimits } from './limits.ts';
import { type HeadRefusal, parseRequestHead } from './parse-request-head.ts';
import { rawAnswer } from './raw-answer.ts';
import { type FoundHead, HeadBuffer } from './wire/head-buffer.ts';

export interface ClientConnectionOptions {
  readonly limits: HttpLimits;
  /** Where each problem code has a page. */
  readonly docsUrl: string;
  readonly handler: ExchangeHandler;
  readonly clientCertificate?: ClientCertificate | null;
  onClosed(connection: ClientConnection): void;
}

/** What may still arrive of a refused request's body before its connection is closed. */
const LINGER_MS = 1000;

const TOO_LARGE: HeadRefusal = {
  code: 'head_too_large',
  detail: 'The request line and headers are too large.',
};
const TOO_LATE: HeadRefusal = { code: 'request_timeout', detail: 'The request did not arrive in time.' };
const NOT_HTTP: HeadRefusal = { code: 'bad_request', detail: 'The request is not valid HTTP/1.1.' };
const BODY_FAULTS: Record<'invalid' | 'too_large', HeadRefusal> = {
  invalid: { code: 'bad_request', detail: 'The chunks of the body are not valid.' },
  too_large: { code: 'body_too_large', detail: 'The chunk extensions or trailers are too large.' },
};

type Waiting = 'nothing' | 'head' | 'body' | 'next request' | 'close';

/** One client's connection: its requests one after the other, each read when the one before it is answered. */
export class ClientConnection implements ExchangeConnection {
  readonly socket: Socket;
  readonly peerAddress: string;
  readonly isTls: boolean;
  readonly clientCertificate: ClientCertificate | null;
  isLast = false;
  readonly #options: ClientConnectionOptions;
  readonly #head: HeadBuffer;
  #current: ConnectionExchange | null = null;
  /** Came, and may not be read yet. */
  #held: Buffer | null = null;
  #isReadingHeld = false;
  #waiting: Waiting = 'next request';
  #readDeadlineMs: number;
  #writeDeadlineMs = Number.POSITIVE_INFINITY;

  constructor(socket: Socket, options: ClientConnectionOptions) {
    this.socket = socket;
    this.#options = options;
    this.#head = new HeadBuffer(options.limits.headBytes);
    this.peerAddress = socket.remoteAddress ?? '';
    this.isTls = (socket as { encrypted?: boolean }).encrypted === true;
    this.clientCertificate = options.clientCertificate ?? null;
    this.#readDeadlineMs = Date.now() + options.limits.headTimeoutMs;
    socket.on('data', (piece: Buffer) => this.#onData(piece));
    socket.on('drain', () => this.#onDrain());
    socket.on('close', () => this.#onClose());
    // `close` follows, and tells.
    socket.on('error', () => {});
  }

  get isIdle(): boolean {
    return this.#current === null && this.#head.isEmpty && this.#held === null;
  }

  /** Ends what has waited too long; called every so often. */
  checkDeadlines(nowMs: number): void {
    if (nowMs >= this.#writeDeadlineMs) this.socket.resetAndDestroy();
    else if (nowMs >= this.#readDeadlineMs) this.#onTooLate();
  }

  /** Ends it as soon as nothing is under way. */
  endWhenIdle(): void {
    this.isLast = true;
    if (this.isIdle) this.socket.end();
  }

  onBodyWanted(expectsContinue: boolean): void {
    if (expectsContinue) this.socket.write('HTTP/1.1 100 Continue\r\n\r\n', 'latin1');
    this.resumeReading();
  }

  pauseReading(): void {
    this.socket.pause();
  }

  resumeReading(): void {
    this.#readHeld();
    if (this.#held === null) this.socket.resume();
  }

  onBlocked(): void {
    this.#writeDeadlineMs = Date.now() + this.#options.limits.drainTimeoutMs;
  }

  onFinished(isKeptAlive: boolean): void {
    const wasUnread = this.#current?.body?.isComplete === false;
    this.#current = null;
    if (isKeptAlive && !this.isLast) {
      this.#waitFor('next request', this.#options.limits.keepAliveTimeoutMs);
      this.#readHeld();
      if (this.socket.isPaused() && this.#held === null) this.socket.resume();
      return;
    }
    this.#close(wasUnread ? LINGER_MS : this.#options.limits.drainTimeoutMs);
  }

  #onData(piece: Buffer): void {
    if (this.#waiting === 'close') return;
    this.#held = this.#held === null ? piece : Buffer.concat([this.#held, piece]);
    this.#readHeld();
    if (this.#held !== null) this.socket.pause();
  }

  // A loop, not a recursion: requests in a pipeline may be answered while they are read.
  #readHeld(): void {
    if (this.#isReadingHeld) return;
    this.#isReadingHeld = true;
    while (this.#held !== null && this.#mayRead()) {
      const piece = this.#held;
      this.#held = null;
      if (this.#current) this.#readBody(this.#current, piece);
      else this.#readHead(piece);
    }
    this.#isReadingHeld = false;
  }

  // The next request waits until this one's response has left, so that no client makes us keep responses for it.
  #mayRead(): boolean {
    if (this.#waiting === 'close') return false;
    if (this.#current === null) return !this.socket.writableNeedDrain;
    const { incoming } = this.#current;
    return incoming?.isStarted === true && !incoming.isComplete;
  }

  #readHead(piece: Buffer): void {
    if (this.#head.isEmpty) this.#waitFor('head', this.#options.limits.headTimeoutMs);
    const found = this.#head.find(piece);
    if (found === null) return;
    if (found === 'too_large') this.#refuse(TOO_LARGE);
    else if (found === 'invalid') this.#refuse(NOT_HTTP);
    else this.#begin(found, found.end < piece.length ? piece.subarray(found.end) : null);
  }

  #begin(head: FoundHead, rest: Buffer | null): void {
    const parsed = parseRequestHead(head.bytes, head.length, this.#options.limits);
    if ('code' in parsed) {
      this.#refuse(parsed);
      return;
    }
    this.#held = rest;
    const exchange = new ConnectionExchange(this, parsed);
    this.#current = exchange;
    if (exchange.body) {
      this.#waiting = 'body';
      this.#readDeadlineMs += this.#options.limits.requestTimeoutMs - this.#options.limits.headTimeoutMs;
    } else {
      this.#waitForNothing();
    }
    this.#options.handler(exchange);
  }

  #readBody(exchange: ConnectionExchange, piece: Buffer): void {
    const { incoming } = exchange;
    const taken = incoming?.feed(piece) ?? 0;
    if (typeof taken === 'string') {
      this.#refuse(BODY_FAULTS[taken]);
      return;
    }
    if (taken < piece.length) this.#held = piece.subarray(taken);
    if (incoming?.isComplete && this.#current === exchange && this.#waiting === 'body')
      this.#waitForNothing();
  }

  #onTooLate(): void {
    if (this.#waiting === 'head' || this.#waiting === 'body') this.#refuse(TOO_LATE);
    else this.socket.destroy();
  }

  /** Answers on a connection that can be trusted no more, and closes it. */
  #refuse(refusal: HeadRefusal): void {
    const exchange = this.#current;
    this.#current = null;
    exchange?.onConnectionLost();
    if (exchange?.hasHead) {
      this.socket.resetAndDestroy();
      return;
    }
    this.socket.write(rawAnswer(refusal, this.#options.docsUrl), 'latin1');
    this.#close(LINGER_MS);
  }

  // What the client still sends is read and dropped for a moment: closing at once would reset the connection and
  // take the answer with it.
  #close(withinMs: number): void {
    this.#held = null;
    this.#waitFor('close', withinMs);
    this.socket.end();
    this.socket.resume();
  }

  #waitFor(waiting: Waiting, timeoutMs: number): void {
    this.#waiting = waiting;
    this.#readDeadlineMs = Date.now() + timeoutMs;
  }

  #waitForNothing(): void {
    this.#waiting = 'nothing';
    this.#readDeadlineMs = Number.POSITIVE_INFINITY;
  }

  #onDrain(): void {
    this.#writeDeadlineMs = Number.POSITIVE_INFINITY;
    this.#current?.observer?.onDrain();
    if (this.#current === null) this.resumeReading();
  }

  #onClose(): void {
    this.#waiting = 'close';
    this.#held = null;
    const exchange = this.#current;
    this.#current = null;
    exchange?.onConnectionLost();
    this.#options.onClosed(this);
  }
}
