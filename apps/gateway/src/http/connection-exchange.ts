import type { Socket } from 'node:net';
import type { ClientCertificate } from '@tollgate/policies/policy';
import type { Exchange, ExchangeObserver, PassedHeaders, RequestHead } from './exchange.ts';
import type { ParsedRequestHead } from './parse-request-head.ts';
import { type BodySource, RequestBodyReader } from './request-body-reader.ts';
import {
  type BodyFraming,
  type ResponseHead,
  type ResponseHeadChoices,
  writePassedHead,
  writeResponseHead,
} from './response-head.ts';

/** What an exchange needs of the connection it is on. */
export interface ExchangeConnection extends BodySource {
  readonly socket: Socket;
  readonly peerAddress: string;
  readonly isTls: boolean;
  readonly clientCertificate: ClientCertificate | null;
  /** Whether this response is the last one, for reasons of the connection's own. */
  readonly isLast: boolean;
  /** The client takes no more for now: `onDrain` follows, or the connection ends. */
  onBlocked(): void;
  /** The response is written, and whether another request may follow. */
  onFinished(isKeptAlive: boolean): void;
}

/** Bodies up to this many bytes leave in one write with their head. */
const ONE_WRITE_BYTES = 16_384;

/** One request and its response on a connection of ours. */
export class ConnectionExchange implements Exchange {
  readonly head: RequestHead;
  readonly body: RequestBodyReader | null;
  readonly tunnel: RequestBodyReader | null;
  observer: ExchangeObserver | null = null;
  readonly #connection: ExchangeConnection;
  readonly #takesChunks: boolean;
  readonly #isKeepAliveAsked: boolean;
  #framing: BodyFraming = 'none';
  #isKeptAlive = false;
  /** The head, and whatever of the body waits with it. */
  #unsent = '';
  #hasHead = false;
  #isOver = false;

  constructor(connection: ExchangeConnection, parsed: ParsedRequestHead) {
    this.#connection = connection;
    this.#takesChunks = parsed.takesChunks;
    this.#isKeepAliveAsked = parsed.isKeptAlive;
    this.head = {
      method: parsed.method,
      target: parsed.target,
      lines: parsed.lines,
      webSocketKey: parsed.webSocketKey,
      peerAddress: connection.peerAddress,
      isTls: connection.isTls,
      clientCertificate: connection.clientCertificate,
    };
    this.body =
      parsed.bodyBytes === 0
        ? null
        : new RequestBodyReader(connection, parsed.bodyBytes, parsed.expectsContinue);
    this.tunnel =
      parsed.webSocketKey === null
        ? null
        : new RequestBodyReader(connection, Number.POSITIVE_INFINITY, false);
  }

  /** What the connection's bytes belong to at the moment. */
  get incoming(): RequestBodyReader | null {
    return this.tunnel?.isStarted ? this.tunnel : this.body;
  }

  /** Whether a head was given to `sendHead`: from then on nothing else may be answered. */
  get hasHead(): boolean {
    return this.#hasHead;
  }

  sendHead(status: number, headers: string[]): void {
    if (!this.#isOver) this.#begin(writeResponseHead(status, headers, this.#choices()));
  }

  passHead(status: number, headers: PassedHeaders): void {
    if (!this.#isOver) this.#begin(writePassedHead(status, headers, this.#choices()));
  }

  flushHead(): void {
    if (this.#isOver || this.#unsent === '') return;
    const { socket } = this.#connection;
    const text = this.#unsent;
    this.#unsent = '';
    socket.write(text, 'latin1');
  }

  sendChunk(chunk: Uint8Array): boolean {
    if (this.#isOver || chunk.length === 0 || this.#framing === 'none') return true;
    if (this.#write(chunk, '')) return true;
    this.#connection.onBlocked();
    return false;
  }

  sendTrailers(): void {}

  finish(last: Uint8Array | null): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const end = this.#framing === 'chunks' ? '0\r\n\r\n' : '';
    if (last !== null && last.length > 0 && this.#framing !== 'none') this.#write(last, end);
    else if (this.#unsent + end !== '') this.#connection.socket.write(this.#unsent + end, 'latin1');
    this.observer = null;
    this.#connection.onFinished(this.#isKeptAlive && !this.#isBodyUnread());
  }

  abort(): void {
    this.#isOver = true;
    const { socket } = this.#connection;
    // A reset, not an orderly end: a body that ends with its connection must not look whole.
    if (!socket.destroyed) socket.resetAndDestroy();
  }

  /** The connection is gone, or is answered in another way. */
  onConnectionLost(): void {
    const { observer } = this;
    const isCutOff = !this.#isOver;
    this.#isOver = true;
    this.observer = null;
    this.body?.fail('aborted');
    this.tunnel?.fail('aborted');
    if (isCutOff) observer?.onHangUp();
  }

  #choices(): ResponseHeadChoices {
    const isKeptAlive = this.#isKeepAliveAsked && !this.#connection.isLast && !this.#isBodyUnread();
    this.#isKeptAlive = isKeptAlive;
    return { isHead: this.head.method === 'HEAD', takesChunks: this.#takesChunks, isKeptAlive };
  }

  #begin({ text, framing }: ResponseHead): void {
    this.#hasHead = true;
    this.#unsent = text;
    this.#framing = framing;
    if (framing === 'close') this.#isKeptAlive = false;
  }

  // Small pieces go out as one Latin-1 text with what surrounds them, which is one plain write; Latin-1 keeps each byte.
  #write(chunk: Uint8Array, end: string): boolean {
    const { socket } = this.#connection;
    const isChunked = this.#framing === 'chunks';
    const before = isChunked ? `${this.#unsent + chunk.length.toString(16)}\r\n` : this.#unsent;
    const after = isChunked ? `\r\n${end}` : end;
    this.#unsent = '';
    if (chunk.length <= ONE_WRITE_BYTES) {
      return socket.write(before + latin1Of(chunk) + after, 'latin1');
    }
    socket.cork();
    if (before !== '') socket.write(before, 'latin1');
    let isFlowing = socket.write(chunk);
    if (after !== '') isFlowing = socket.write(after, 'latin1');
    socket.uncork();
    return isFlowing;
  }

  #isBodyUnread(): boolean {
    return this.body !== null && !this.body.isComplete;
  }
}

function latin1Of(bytes: Uint8Array): string {
  const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return buffer.toString('latin1');
}
