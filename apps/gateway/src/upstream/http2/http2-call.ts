import { type ClientHttp2Session, type ClientHttp2Stream, constants } from 'node:http2';
import type { CallConnection, CallObserver, UpstreamRequest } from '../client/origin-connection.ts';
import { UpstreamError, type UpstreamErrorCode } from '../client/upstream-error.ts';
import { readResponseHead, readTrailers } from './read-response-head.ts';
import { requestFields } from './request-fields.ts';

/** Who has the connections of a call. */
export interface CallOwner {
  readonly authority: string;
  readonly scheme: 'http' | 'https';
  readonly headBytes: number;
  /** The upstream has not begun with it: it may be sent once more, on another connection. */
  onRefused(call: Http2Call): void;
  onEnded(call: Http2Call): void;
}

/** What of a body is kept until the upstream has taken the request on. */
const MOST_KEPT_BYTES = 65_536;
const MOST_ATTEMPTS = 3;
const MOST_INTERIM_ANSWERS = 16;

/** One call on a connection it shares with others; it has another stream each time it is sent. */
export class Http2Call implements CallConnection {
  readonly observer: CallObserver;
  readonly sinceMs: number;
  readonly #request: UpstreamRequest;
  readonly #owner: CallOwner;
  #stream: ClientHttp2Stream | null = null;
  #attempts = 0;
  #kept: Uint8Array[] | null = [];
  #keptBytes = 0;
  #isBodySent: boolean;
  #hasHead = false;
  /** Of the body, by its Content-Length. */
  #leftBytes = 0;
  #isOver = false;
  #deadlineMs = Number.POSITIVE_INFINITY;

  constructor(request: UpstreamRequest, observer: CallObserver, owner: CallOwner, nowMs: number) {
    this.#request = request;
    this.observer = observer;
    this.#owner = owner;
    this.sinceMs = nowMs;
    this.#isBodySent = request.body === null;
  }

  /** Sends it, with what of its body was sent before. */
  begin(session: ClientHttp2Session): void {
    if (this.#isOver) return;
    this.#attempts++;
    const { authority, scheme } = this.#owner;
    const fields = requestFields(this.#request.head, authority, scheme);
    const stream = session.request(fields, { endStream: this.#request.body === null });
    this.#stream = stream;
    this.#listen(stream);
    this.#deadlineMs = Date.now() + this.#request.headTimeoutMs;
    if (this.#attempts === 1) {
      this.observer.onConnection(this);
      return;
    }
    for (const chunk of this.#kept ?? []) stream.write(chunk);
    if (this.#request.body !== null && this.#isBodySent) stream.end();
  }

  writeBody(chunk: Uint8Array): boolean {
    if (this.#isOver || this.#stream === null || chunk.length === 0) return true;
    this.#keep(chunk);
    const isFlowing = this.#stream.write(chunk);
    // Only who is waited for can be late.
    if (!this.#hasHead) this.#deadlineMs = isFlowing ? Number.POSITIVE_INFINITY : this.#headDeadline();
    return isFlowing;
  }

  endBody(): void {
    if (this.#isOver || this.#isBodySent) return;
    this.#isBodySent = true;
    this.#stream?.end();
    if (!this.#hasHead) this.#deadlineMs = this.#headDeadline();
  }

  pause(): void {
    this.#stream?.pause();
    this.#deadlineMs = Number.POSITIVE_INFINITY;
  }

  resume(): void {
    if (this.#isOver) return;
    this.#deadlineMs = Date.now() + this.#request.idleTimeoutMs;
    this.#stream?.resume();
  }

  /** Ends the call without another word; the connection stays. */
  destroy(): void {
    this.#end(constants.NGHTTP2_CANCEL);
  }

  fail(code: UpstreamErrorCode, cause?: Error): void {
    if (this.#isOver) return;
    this.#end(constants.NGHTTP2_CANCEL);
    this.observer.onUpstreamError(new UpstreamError(code, cause));
  }

  /** Ends what has waited too long; called every so often. */
  checkDeadline(nowMs: number): void {
    if (nowMs >= this.#deadlineMs) this.fail(this.#hasHead ? 'idle_timeout' : 'head_timeout');
  }

  #listen(stream: ClientHttp2Stream): void {
    let interimAnswers = 0;
    const onInterim = () => {
      if (++interimAnswers > MOST_INTERIM_ANSWERS) this.fail('invalid');
    };
    stream.on('continue', onInterim);
    stream.on('headers', onInterim);
    stream.on('response', (_fields, flags, raw) => {
      this.#onResponse(stream, raw, (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0);
    });
    stream.on('data', (chunk: Buffer) => this.#onData(chunk));
    stream.on('trailers', (_fields, _flags, raw) => this.#onTrailers(raw));
    stream.on('end', () => this.#onEnd(stream));
    stream.on('drain', () => this.#onDrain());
    stream.on('error', () => {});
    stream.on('close', () => this.#onClose(stream));
  }

  #onResponse(stream: ClientHttp2Stream, raw: readonly string[], isEnded: boolean): void {
    if (this.#isOver) return;
    const head = readResponseHead(raw, this.#owner.headBytes);
    if (head === null) {
      this.fail('invalid');
      return;
    }
    this.#hasHead = true;
    this.#kept = null;
    const isBodyless =
      isEnded || this.#request.method === 'HEAD' || head.status === 204 || head.status === 304;
    const length = typeof head.bodyLength === 'number' ? head.bodyLength : null;
    this.#leftBytes = isBodyless ? 0 : (length ?? 0);
    try {
      this.observer.onResponseHead(head, isBodyless ? 0 : length);
    } catch {
      this.fail('invalid');
      return;
    }
    if (!stream.isPaused()) this.#deadlineMs = Date.now() + this.#request.idleTimeoutMs;
  }

  #onData(chunk: Buffer): void {
    if (this.#isOver) return;
    this.#leftBytes -= chunk.length;
    this.#deadlineMs = Date.now() + this.#request.idleTimeoutMs;
    this.observer.onResponseChunk(chunk);
  }

  #onTrailers(raw: readonly string[]): void {
    const trailers = this.#isOver ? null : readTrailers(raw, this.#owner.headBytes);
    if (trailers !== null) this.observer.onResponseTrailers(trailers);
  }

  #onDrain(): void {
    if (this.#isOver) return;
    if (!this.#isBodySent && !this.#hasHead) this.#deadlineMs = Number.POSITIVE_INFINITY;
    this.observer.onUpstreamDrain();
  }

  // A stream that is reset comes to an end as well; only its code tells.
  #onEnd(stream: ClientHttp2Stream): void {
    if (this.#isOver || !this.#hasHead || stream.rstCode !== constants.NGHTTP2_NO_ERROR) return;
    if (this.#leftBytes > 0) {
      this.fail('closed');
      return;
    }
    this.#end(constants.NGHTTP2_NO_ERROR);
    this.observer.onResponseEnd(null);
  }

  #onClose(stream: ClientHttp2Stream): void {
    if (this.#isOver || stream !== this.#stream) return;
    if (stream.rstCode === constants.NGHTTP2_REFUSED_STREAM && this.#mayRepeat()) {
      this.#stream = null;
      this.#owner.onRefused(this);
    } else {
      this.fail('closed');
    }
  }

  // RFC 9113, 8.7: what was refused was not begun with, so that it may be sent again whatever it is.
  #mayRepeat(): boolean {
    return !this.#hasHead && this.#kept !== null && this.#attempts < MOST_ATTEMPTS;
  }

  #keep(chunk: Uint8Array): void {
    if (this.#kept === null) return;
    this.#keptBytes += chunk.length;
    if (this.#keptBytes > MOST_KEPT_BYTES) this.#kept = null;
    else this.#kept.push(chunk);
  }

  #end(code: number): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#deadlineMs = Number.POSITIVE_INFINITY;
    if (this.#stream && !this.#stream.closed) this.#stream.close(code);
    this.#owner.onEnded(this);
  }

  #headDeadline(): number {
    return Date.now() + this.#request.headTimeoutMs;
  }
}
