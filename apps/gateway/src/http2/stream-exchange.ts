import { constants, type ServerHttp2Stream } from 'node:http2';
import type { ClientCertificate } from '@tollgate/policies/policy';
import type { Exchange, ExchangeObserver, PassedHeaders, RequestHead } from '../http/exchange.ts';
import { checkedFields, HeaderLines } from '../http/wire/header-lines.ts';
import { grpcAnswer, isGrpc, problemMessage } from './grpc-answer.ts';
import type { Http2RequestHead } from './read-request-head.ts';
import { StreamBody } from './stream-body.ts';

/** What an exchange needs of the session it is in. */
export interface ExchangeSession {
  readonly peerAddress: string;
  readonly clientCertificate: ClientCertificate | null;
}

/** Have no place in an answer over HTTP/2 (RFC 9113, 8.2.2). */
const OF_A_CONNECTION: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
]);

/** One request and its response on a stream of HTTP/2. */
export class StreamExchange implements Exchange {
  readonly head: RequestHead;
  readonly body: StreamBody | null;
  readonly tunnel = null;
  observer: ExchangeObserver | null = null;
  /** Until when the client has to take what is ready; infinite when nothing is. */
  writeDeadlineMs = Number.POSITIVE_INFINITY;
  readonly #readDeadlineMs: number;
  readonly #isGrpc: boolean;
  readonly #stream: ServerHttp2Stream;
  readonly #drainTimeoutMs: number;
  /** Whether the client said that it takes fields after the body, as gRPC does. */
  readonly #takesTrailers: boolean;
  #trailers: readonly string[] = [];
  #isTrailerDue = false;
  #unsent: { status: number; headers: string[] } | null = null;
  #hasHead = false;
  #hasBody = true;
  #isOver = false;

  constructor(
    stream: ServerHttp2Stream,
    session: ExchangeSession,
    parsed: Http2RequestHead,
    isEnded: boolean,
    timeouts: { readonly readDeadlineMs: number; readonly drainTimeoutMs: number },
  ) {
    this.#stream = stream;
    this.#drainTimeoutMs = timeouts.drainTimeoutMs;
    this.head = {
      method: parsed.method,
      target: parsed.target,
      clientCertificate: session.clientCertificate,
      lines: HeaderLines.of(parsed.headers),
      peerAddress: session.peerAddress,
      isTls: true,
      webSocketKey: null,
    };
    this.#takesTrailers = parsed.takesTrailers;
    const hasBody = !isEnded && parsed.declaredBytes !== 0;
    this.body = hasBody ? new StreamBody(stream, parsed.declaredBytes, parsed.expectsContinue) : null;
    this.#readDeadlineMs = timeouts.readDeadlineMs;
    this.#isGrpc = isGrpc(parsed.headers);
    if (!hasBody) stream.resume();
    stream.on('drain', () => this.#onDrain());
    stream.on('finish', () => this.#onSent());
  }

  /** Whether anything was answered: from then on nothing else may be. */
  get hasHead(): boolean {
    return this.#hasHead;
  }

  /** Whether the request has come whole. */
  get isRead(): boolean {
    return this.body === null || this.body.isComplete;
  }

  /** Until when the request has to have come. A call of gRPC that is being answered may go on asking. */
  get readDeadlineMs(): number {
    const isStreaming = this.#isGrpc && this.#hasHead;
    return this.isRead || isStreaming ? Number.POSITIVE_INFINITY : this.#readDeadlineMs;
  }

  sendHead(status: number, headers: string[]): void {
    if (this.#isOver) return;
    checkedFields(headers);
    this.#begin(status, headers);
  }

  passHead(status: number, headers: PassedHeaders): void {
    if (!this.#isOver) this.#begin(status, headers.toPairs());
  }

  flushHead(): void {
    if (!this.#isOver) this.#respond(false);
  }

  sendChunk(chunk: Uint8Array): boolean {
    if (this.#isOver || chunk.length === 0 || !this.#hasBody) return true;
    this.#respond(false);
    if (this.#stream.write(chunk)) return true;
    this.writeDeadlineMs = Date.now() + this.#drainTimeoutMs;
    return false;
  }

  sendTrailers(trailers: readonly string[]): void {
    this.#trailers = trailers;
  }

  finish(last: Uint8Array | null): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.observer = null;
    if (this.#answerGrpc(last)) return;
    const bytes = this.#hasBody && last !== null && last.length > 0 ? last : null;
    this.#respond(bytes === null);
    // Now it is for the client to take it.
    this.writeDeadlineMs = Date.now() + this.#drainTimeoutMs;
    if (bytes !== null) this.#stream.end(bytes);
    else if (!this.#stream.writableEnded) this.#stream.end();
  }

  abort(): void {
    this.#isOver = true;
    this.#reset(constants.NGHTTP2_INTERNAL_ERROR);
  }

  /** Ends the stream for what the client does or leaves undone. */
  cutOff(): void {
    this.#reset(constants.NGHTTP2_CANCEL);
  }

  /** The stream is gone, or is answered in another way. */
  onLost(): void {
    const { observer } = this;
    const isCutOff = !this.#isOver;
    this.#isOver = true;
    this.observer = null;
    this.body?.fail('aborted');
    if (isCutOff) observer?.onHangUp();
  }

  #begin(status: number, headers: string[]): void {
    this.#hasHead = true;
    this.#hasBody = this.head.method !== 'HEAD' && status !== 204 && status !== 304;
    this.#unsent = { status, headers };
  }

  #respond(isLast: boolean): void {
    const unsent = this.#unsent;
    this.#unsent = null;
    if (unsent === null || this.#stream.destroyed || this.#stream.closed) return;
    const isEnd = isLast && this.#trailers.length === 0;
    const waitForTrailers = !isEnd && this.#takesTrailers && this.#hasBody;
    this.#stream.respond(fieldsOf(unsent.status, unsent.headers), { endStream: isEnd, waitForTrailers });
    this.#isTrailerDue = waitForTrailers;
    if (waitForTrailers) this.#stream.once('wantTrailers', () => this.#sendTrailers());
  }

  #sendTrailers(): void {
    if (this.#stream.destroyed || this.#stream.closed) return;
    if (this.#trailers.length > 0) this.#stream.sendTrailers(trailerFields(this.#trailers));
    else this.#stream.close();
    this.#isTrailerDue = false;
    this.#onSent();
  }

  #answerGrpc(body: Uint8Array | null): boolean {
    const unsent = this.#unsent;
    if (unsent === null || !this.#isGrpc) return false;
    const headers = grpcAnswer(unsent.status, unsent.headers, problemMessage(body));
    if (headers === null) return false;
    this.#unsent = { status: 200, headers };
    this.#respond(true);
    this.#onSent();
    return true;
  }

  #reset(code: number): void {
    if (!this.#stream.destroyed && !this.#stream.closed) this.#stream.close(code);
  }

  #onDrain(): void {
    if (this.#isOver) return;
    this.writeDeadlineMs = Number.POSITIVE_INFINITY;
    this.observer?.onDrain();
  }

  // RFC 9113, 8.1: who has answered in full may ask the client to stop sending.
  #onSent(): void {
    if (this.isRead || this.#isTrailerDue) return;
    // After what was written in this turn.
    setImmediate(() => this.#reset(constants.NGHTTP2_NO_ERROR));
  }
}

function trailerFields(trailers: readonly string[]): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (let i = 0; i < trailers.length; i += 2) {
    const name = trailers[i] as string;
    fields[name] = [...(fields[name] ?? []), trailers[i + 1] as string];
  }
  return fields;
}

function fieldsOf(status: number, headers: readonly string[]): string[] {
  const fields = [':status', String(status)];
  for (let i = 0; i < headers.length; i += 2) {
    const name = (headers[i] as string).toLowerCase();
    if (!OF_A_CONNECTION.has(name)) fields.push(name, headers[i + 1] as string);
  }
  return fields;
}
