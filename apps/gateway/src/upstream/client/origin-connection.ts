import type { Socket } from 'node:net';
import { ChunkedDecoder, type ChunkReader } from '../../http/wire/chunked-decoder.ts';
import { HeadBuffer } from '../../http/wire/head-buffer.ts';
import { type ParsedResponseHead, parseResponseHead } from './parse-response-head.ts';
import { writeAtEndOfTurn } from './turn-writes.ts';
import { UpstreamError, type UpstreamErrorCode } from './upstream-error.ts';

/** A request as it goes over the wire. */
export interface UpstreamRequest {
  readonly method: string;
  /** Request line and headers with their empty line, in Latin-1. */
  readonly head: string;
  /** How the body is framed; null when there is none. */
  readonly body: 'length' | 'chunks' | null;
  /** Whether the upstream may answer with 101: from then on bytes go both ways until one side ends. */
  readonly mayUpgrade: boolean;
  readonly headTimeoutMs: number;
  readonly idleTimeoutMs: number;
}

/** What a call may do to the connection it is on. */
export interface CallConnection {
  /** Sends a piece of the body; false when the upstream takes no more for now. */
  writeBody(chunk: Uint8Array): boolean;
  endBody(): void;
  /** Whoever reads the answer takes no more for now. */
  pause(): void;
  resume(): void;
  /** Ends the call without another word. */
  destroy(): void;
}

/** Who makes a call. Exactly one of `onResponseEnd` and `onUpstreamError` ends it. */
export interface CallObserver {
  /** The request has a connection: its head is written, and its body may be. */
  onConnection(connection: CallConnection): void;
  /** A throw ends the call as an answer that is not valid. `bodyBytes` is null when only the end will tell. */
  onResponseHead(head: ParsedResponseHead, bodyBytes: number | null): void;
  onResponseChunk(chunk: Buffer): void;
  /** What followed the body, names and values in turn; `onResponseEnd` comes next. */
  onResponseTrailers(trailers: readonly string[]): void;
  /** The answer is whole with these last bytes. */
  onResponseEnd(last: Buffer | null): void;
  /** The upstream takes more of the request's body. */
  onUpstreamDrain(): void;
  onUpstreamError(error: UpstreamError): void;
}

/** Who keeps a connection between its calls. */
export interface ConnectionOwner {
  onIdle(connection: OriginConnection): void;
  onClosed(connection: OriginConnection): void;
  /** It serves its call alone from here on, and never another. */
  onUpgraded(connection: OriginConnection): void;
}

const START = 'HTTP/1.';
const MOST_INTERIM_ANSWERS = 16;
/** Idle connections are closed after this long, or a second before the upstream would by its own word. */
const IDLE_TIMEOUT_MS = 30_000;
const IDLE_MARGIN_MS = 1000;

/** One connection to an upstream: one call at a time, HTTP/1.1 read as strictly as a client's. */
export class OriginConnection implements ChunkReader, CallConnection {
  readonly #socket: Socket;
  readonly #owner: ConnectionOwner;
  readonly #head: HeadBuffer;
  #request: UpstreamRequest | null = null;
  #observer: CallObserver | null = null;
  #interimAnswers = 0;
  #hasHead = false;
  /** Of the body, when its length is known. */
  #leftBytes = 0;
  #decoder: ChunkedDecoder | null = null;
  #isUntilClose = false;
  #isReusable = true;
  #isTunnel = false;
  #isBodySent = true;
  #deadlineMs = Number.POSITIVE_INFINITY;
  #idleTimeoutMs = IDLE_TIMEOUT_MS;
  #error: Error | undefined;

  constructor(socket: Socket, owner: ConnectionOwner, headBytes: number) {
    this.#socket = socket;
    this.#owner = owner;
    this.#head = new HeadBuffer(headBytes);
    socket.on('data', (piece: Buffer) => this.#onData(piece));
    socket.on('drain', () => this.#onDrain());
    socket.on('end', () => this.#onEnd());
    socket.on('error', (error) => {
      this.#error = error;
    });
    socket.on('close', () => this.#onClose());
  }

  /** Takes what a connection in plain text read, from a buffer that will be written over. */
  onRead(bytes: number, buffer: Uint8Array): void {
    const piece = Buffer.from(buffer.buffer, buffer.byteOffset, bytes);
    if (this.#hasHead) this.#onData(Buffer.from(piece));
    else this.#onData(piece);
  }

  /** Sends a request; its body, if it has one, is written by the observer. */
  begin(request: UpstreamRequest, observer: CallObserver): void {
    this.#request = request;
    this.#observer = observer;
    this.#interimAnswers = 0;
    this.#hasHead = false;
    this.#isUntilClose = false;
    this.#deadlineMs = Date.now() + request.headTimeoutMs;
    if (request.body === null) {
      writeAtEndOfTurn(this.#socket, request.head);
      observer.onConnection(this);
      return;
    }
    this.#isBodySent = false;
    // What of the body is there already leaves together with the head.
    this.#socket.cork();
    this.#socket.write(request.head, 'latin1');
    observer.onConnection(this);
    this.#socket.uncork();
  }

  /** Sends a piece of the body; false when the upstream takes no more for now. */
  writeBody(chunk: Uint8Array): boolean {
    if (this.#request === null || chunk.length === 0) return true;
    let isFlowing: boolean;
    if (this.#request.body === 'chunks') {
      this.#socket.cork();
      this.#socket.write(`${chunk.length.toString(16)}\r\n`, 'latin1');
      this.#socket.write(chunk);
      isFlowing = this.#socket.write('\r\n', 'latin1');
      this.#socket.uncork();
    } else {
      isFlowing = this.#socket.write(chunk);
    }
    if (this.#isTunnel && isFlowing) this.#deadlineMs = Date.now() + this.#request.idleTimeoutMs;
    // Only who is waited for can be late.
    if (!this.#hasHead) this.#deadlineMs = isFlowing ? Number.POSITIVE_INFINITY : this.#headDeadline();
    return isFlowing;
  }

  endBody(): void {
    if (this.#request === null) return;
    if (this.#request.body === 'chunks') this.#socket.write('0\r\n\r\n', 'latin1');
    this.#isBodySent = true;
    if (!this.#hasHead) this.#deadlineMs = this.#headDeadline();
  }

  /** Whoever reads the answer takes no more for now. */
  pause(): void {
    this.#socket.pause();
    this.#deadlineMs = Number.POSITIVE_INFINITY;
  }

  resume(): void {
    if (this.#request === null) return;
    this.#deadlineMs = Date.now() + this.#request.idleTimeoutMs;
    this.#socket.resume();
  }

  /** Whether another request may be sent: an idle connection can end at any time. */
  get isOpen(): boolean {
    return !this.#socket.destroyed;
  }

  /** Where its other side is; undefined once it is closed. */
  get address(): string | undefined {
    return this.#socket.remoteAddress;
  }

  /** Lets the call under way end, and takes no other. */
  retire(): void {
    this.#isReusable = false;
    if (this.#observer === null) this.#socket.destroy();
  }

  /** Ends the connection, and the call on it without another word. */
  destroy(): void {
    this.#request = null;
    this.#observer = null;
    this.#socket.destroy();
  }

  /** Ends what has waited too long; called every so often. */
  checkDeadline(nowMs: number): void {
    if (nowMs < this.#deadlineMs) return;
    if (this.#observer) this.#fail(this.#hasHead ? 'idle_timeout' : 'head_timeout');
    else this.#socket.destroy();
  }

  onData(chunk: Buffer): void {
    this.#observer?.onResponseChunk(chunk);
  }

  #onData(piece: Buffer): void {
    if (this.#observer === null) {
      // Nobody asked for it, and it would be taken for the answer to the next request.
      this.#socket.destroy();
      return;
    }
    if (this.#hasHead) this.#readBody(piece);
    else this.#readHead(piece);
  }

  #readHead(piece: Buffer): void {
    const found = this.#findHead(piece);
    if (found === null) return;
    const head = typeof found === 'string' ? null : parseResponseHead(found.bytes, found.length);
    if (typeof found === 'string' || head === null || (head.status === 101 && !this.#mayUpgrade(head))) {
      this.#fail('invalid');
      return;
    }
    // A copy: bytes of a body are kept until they are sent, those of a head until it is read.
    const rest = found.end === piece.length ? null : Buffer.from(piece.subarray(found.end));
    if (head.status < 200 && head.status !== 101) {
      if (++this.#interimAnswers > MOST_INTERIM_ANSWERS) this.#fail('invalid');
      else if (rest) this.#readHead(rest);
      return;
    }
    this.#begin(head, rest);
  }

  #mayUpgrade({ bodyLength }: ParsedResponseHead): boolean {
    return this.#request?.mayUpgrade === true && bodyLength === 'until_close';
  }

  #findHead(piece: Buffer): ReturnType<HeadBuffer['find']> {
    const found = this.#head.find(piece);
    return found === null && !this.#head.mayBegin(START) ? 'invalid' : found;
  }

  #begin(head: ParsedResponseHead, rest: Buffer | null): void {
    const request = this.#request as UpstreamRequest;
    const { bodyLength, status } = head;
    this.#hasHead = true;
    if (!head.isKeptAlive) this.#isReusable = false;
    if (head.idleTimeoutMs !== null)
      this.#idleTimeoutMs = Math.min(IDLE_TIMEOUT_MS, head.idleTimeoutMs - IDLE_MARGIN_MS);
    const isBodyless = request.method === 'HEAD' || status === 204 || status === 304;
    this.#leftBytes = isBodyless ? 0 : typeof bodyLength === 'number' ? bodyLength : -1;
    this.#decoder = !isBodyless && bodyLength === 'chunked' ? new ChunkedDecoder() : null;
    this.#isUntilClose = !isBodyless && bodyLength === 'until_close';
    if (this.#isUntilClose) this.#isReusable = false;
    if (status === 101) {
      this.#isTunnel = true;
      this.#owner.onUpgraded(this);
    }
    try {
      this.#observer?.onResponseHead(head, this.#leftBytes === -1 ? null : this.#leftBytes);
    } catch {
      this.#fail('invalid');
      return;
    }
    if (this.#observer === null) return;
    if (this.#leftBytes === 0) {
      if (rest !== null) this.#isReusable = false;
      this.#finish(null);
    } else if (rest !== null) {
      this.#readBody(rest);
    } else {
      this.#deadlineMs = Date.now() + request.idleTimeoutMs;
    }
  }

  #readBody(piece: Buffer): void {
    this.#deadlineMs = Date.now() + (this.#request as UpstreamRequest).idleTimeoutMs;
    if (this.#decoder) {
      this.#readChunks(piece, this.#decoder);
    } else if (this.#isUntilClose) {
      this.#observer?.onResponseChunk(piece);
    } else if (piece.length < this.#leftBytes) {
      this.#leftBytes -= piece.length;
      this.#observer?.onResponseChunk(piece);
    } else {
      if (piece.length > this.#leftBytes) this.#isReusable = false;
      this.#finish(piece.length === this.#leftBytes ? piece : piece.subarray(0, this.#leftBytes));
    }
  }

  #readChunks(piece: Buffer, decoder: ChunkedDecoder): void {
    const taken = decoder.read(piece, this);
    if (this.#observer === null) return;
    if (typeof taken === 'string') {
      this.#fail('invalid');
    } else if (decoder.isDone) {
      if (taken < piece.length) this.#isReusable = false;
      this.#finish(null);
    }
  }

  #finish(last: Buffer | null): void {
    const observer = this.#observer;
    this.#request = null;
    this.#observer = null;
    this.#decoder = null;
    if (this.#isReusable && this.#isBodySent && this.isOpen) {
      this.#deadlineMs = Date.now() + this.#idleTimeoutMs;
      if (this.#socket.isPaused()) this.#socket.resume();
      this.#owner.onIdle(this);
    } else {
      this.#socket.destroy();
    }
    observer?.onResponseEnd(last);
  }

  #fail(code: UpstreamErrorCode, cause?: Error): void {
    const observer = this.#observer;
    this.#request = null;
    this.#observer = null;
    this.#socket.destroy();
    observer?.onUpstreamError(new UpstreamError(code, cause));
  }

  #onDrain(): void {
    if (!this.#isBodySent && !this.#hasHead) this.#deadlineMs = Number.POSITIVE_INFINITY;
    this.#observer?.onUpstreamDrain();
  }

  #onEnd(): void {
    if (this.#observer && this.#hasHead && this.#isUntilClose) this.#finish(null);
    else if (this.#observer) this.#fail('closed', this.#error);
    else this.#socket.destroy();
  }

  #onClose(): void {
    this.#owner.onClosed(this);
    if (this.#observer) this.#fail('closed', this.#error);
  }

  #headDeadline(): number {
    return Date.now() + (this.#request as UpstreamRequest).headTimeoutMs;
  }
}
