import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { BodyReader, Exchange, ExchangeObserver, RequestBody, RequestHead } from './exchange.ts';

/** Bodies up to this many bytes leave in one write with their head. */
const ONE_WRITE_BYTES = 16_384;

/** What may still arrive of a refused request's body before its connection is closed. */
const LINGER_MS = 1000;

// A response that is written to after its client went away says so by an event; `close` has already told.
function ignore(): void {}

/** An exchange on node:http. */
export class NodeExchange implements Exchange {
  readonly head: RequestHead;
  readonly body: RequestBody | null;
  observer: ExchangeObserver | null = null;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #drainTimeoutMs: number;
  #drainTimer: NodeJS.Timeout | null = null;
  #isFinished = false;

  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    names: readonly string[],
    expectsContinue: boolean,
    drainTimeoutMs: number,
  ) {
    this.#request = request;
    this.#response = response;
    this.#drainTimeoutMs = drainTimeoutMs;
    const socket = request.socket as Socket & { encrypted?: boolean };
    this.head = {
      method: request.method as string,
      target: request.url as string,
      headers: request.rawHeaders,
      names,
      peerAddress: socket.remoteAddress ?? '',
      isTls: socket.encrypted === true,
    };
    this.body = NodeRequestBody.of(request, response, names, expectsContinue);
    response.on('close', () => this.#onClose());
    response.on('error', ignore);
  }

  sendHead(status: number, headers: string[]): void {
    if (this.#isBodyUnread()) headers.push('connection', 'close');
    this.#response.writeHead(status, headers as never);
  }

  flushHead(): void {
    this.#response.flushHeaders();
  }

  sendChunk(chunk: Uint8Array): boolean {
    if (this.#response.write(chunk)) return true;
    if (this.#drainTimer === null) {
      this.#drainTimer = setTimeout(() => this.abort(), this.#drainTimeoutMs);
      this.#response.once('drain', () => {
        this.#clearDrainTimer();
        this.observer?.onDrain();
      });
    }
    return false;
  }

  finish(last: Uint8Array | null): void {
    if (this.#isFinished) return;
    this.#isFinished = true;
    if (last === null) this.#response.end();
    else if (last.length > ONE_WRITE_BYTES || this.#response.headersSent) this.#response.end(last);
    else this.#endInOneWrite(last);
    if (this.#isBodyUnread()) this.#linger();
  }

  abort(): void {
    this.#clearDrainTimer();
    const { socket } = this.#request;
    // A reset, not an orderly end: a body that ends with its connection must not look whole.
    if (socket.resetAndDestroy && !socket.destroyed) socket.resetAndDestroy();
    else socket.destroy();
  }

  // As Latin-1 text, which keeps each byte as it is, a small body rides on the head's own text: node:http then makes
  // one plain write of both, where `end(body)` would make it gather three pieces.
  #endInOneWrite(body: Uint8Array): void {
    const text = Buffer.from(body.buffer, body.byteOffset, body.length).toString('latin1');
    const response = this.#response as ServerResponse & { _header: string | null; chunkedEncoding: boolean };
    if (response._header === null || response.chunkedEncoding) {
      response.end(text, 'latin1');
      return;
    }
    response._header += text;
    response.end();
  }

  #isBodyUnread(): boolean {
    return this.body !== null && !this.#request.complete;
  }

  /** Reads and drops for a moment, so that a client still sending can read the answer before the connection ends. */
  #linger(): void {
    const { socket } = this.#request;
    this.#request.resume();
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  }

  #clearDrainTimer(): void {
    if (this.#drainTimer === null) return;
    clearTimeout(this.#drainTimer);
    this.#drainTimer = null;
  }

  #onClose(): void {
    this.#clearDrainTimer();
    if (!this.#response.writableFinished) this.observer?.onHangUp();
    this.observer = null;
  }
}

class NodeRequestBody implements RequestBody {
  readonly declaredBytes: number | null;
  receivedBytes = 0;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #expectsContinue: boolean;

  private constructor(
    request: IncomingMessage,
    response: ServerResponse,
    declaredBytes: number | null,
    expectsContinue: boolean,
  ) {
    this.#request = request;
    this.#response = response;
    this.declaredBytes = declaredBytes;
    this.#expectsContinue = expectsContinue;
  }

  static of(
    request: IncomingMessage,
    response: ServerResponse,
    names: readonly string[],
    expectsContinue: boolean,
  ): NodeRequestBody | null {
    const at = names.indexOf('content-length');
    if (at !== -1) {
      const bytes = Number(request.rawHeaders[2 * at + 1]);
      return bytes === 0 ? null : new NodeRequestBody(request, response, bytes, expectsContinue);
    }
    if (!names.includes('transfer-encoding')) return null;
    return new NodeRequestBody(request, response, null, expectsContinue);
  }

  start(reader: BodyReader, maxBytes: number): void {
    if (this.#expectsContinue) this.#response.writeContinue();
    let isOver = false;
    const fail = (reason: 'aborted' | 'too_large') => {
      if (isOver) return;
      isOver = true;
      this.#request.removeAllListeners('data');
      reader.onFailure(reason);
    };
    this.#request.on('data', (chunk: Buffer) => {
      this.receivedBytes += chunk.length;
      if (this.receivedBytes > maxBytes) fail('too_large');
      else reader.onChunk(chunk);
    });
    this.#request.on('end', () => {
      if (isOver) return;
      isOver = true;
      reader.onEnd();
    });
    this.#request.on('error', () => fail('aborted'));
    this.#request.on('close', () => fail('aborted'));
  }

  pause(): void {
    this.#request.pause();
  }

  resume(): void {
    this.#request.resume();
  }
}
