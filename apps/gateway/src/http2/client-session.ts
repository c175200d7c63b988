import {
  constants,
  performServerHandshake,
  type ServerHttp2Session,
  type ServerHttp2Stream,
  type ServerOptions,
} from 'node:http2';
import type { Socket } from 'node:net';
import type { ClientCertificate } from '@tollgate/policies/policy';
import type { ClientConnectionOptions } from '../http/client-connection.ts';
import type { HttpLimits } from '../http/limits.ts';
import type { ServedConnection } from '../http/listener.ts';
import type { HeadRefusal } from '../http/parse-request-head.ts';
import { problemBody, problemStatus } from '../http/problem.ts';
import { newRequestId } from '../metering/event-id.ts';
import { Allowance } from './allowance.ts';
import { readRequestHead } from './read-request-head.ts';
import { type ExchangeSession, StreamExchange } from './stream-exchange.ts';

export interface ClientSessionOptions extends Omit<ClientConnectionOptions, 'onClosed'> {
  onClosed(session: ClientSession): void;
}

/** Requests of one connection at once. */
const MOST_STREAMS = 100;
/** What may arrive of all bodies of a connection before they are read; of one body, 64 KB. */
const CONNECTION_WINDOW = 1_048_576;
/** Headers, and answers not yet taken: of each stream what one write may hold. */
const SESSION_MEGABYTES = 32;
/** Requests a client takes back: so many at once, and so many a second (CVE-2023-44487). */
const RESETS = { burst: 200, perSecond: 20 };
/** Pings and changes of settings, which each make us answer. */
const CONTROLS = { burst: 100, perSecond: 5 };
/** Frames that are not valid, and streams beyond those allowed, before the connection ends. */
const MOST_FAULTS = 100;
const TOO_LATE: HeadRefusal = { code: 'request_timeout', detail: 'The request did not arrive in time.' };

/** One client's connection that speaks HTTP/2: its requests side by side, each a stream. */
export class ClientSession implements ServedConnection, ExchangeSession {
  readonly socket: Socket;
  readonly peerAddress: string;
  readonly clientCertificate: ClientCertificate | null;
  readonly #options: ClientSessionOptions;
  readonly #session: ServerHttp2Session;
  readonly #exchanges = new Map<ServerHttp2Stream, StreamExchange>();
  readonly #resets: Allowance;
  readonly #controls: Allowance;
  #idleDeadlineMs: number;

  constructor(socket: Socket, options: ClientSessionOptions) {
    const { limits } = options;
    const nowMs = Date.now();
    this.socket = socket;
    this.#options = options;
    this.peerAddress = socket.remoteAddress ?? '';
    this.clientCertificate = options.clientCertificate ?? null;
    this.#resets = new Allowance(RESETS.burst, RESETS.perSecond, nowMs);
    this.#controls = new Allowance(CONTROLS.burst, CONTROLS.perSecond, nowMs);
    this.#idleDeadlineMs = nowMs + limits.headTimeoutMs;
    this.#session = performServerHandshake(socket, sessionOptions(limits));
    this.#session.on('stream', (stream, _headers, flags, raw) => this.#onStream(stream, flags, raw));
    this.#session.on('remoteSettings', () => this.#onSettings());
    this.#session.on('ping', () => this.#onControl());
    // `close` follows, and tells.
    this.#session.on('error', () => {});
    this.#session.on('close', () => this.#onClose());
    this.#session.setLocalWindowSize(CONNECTION_WINDOW);
  }

  /** Ends what has waited too long; called every so often. */
  checkDeadlines(nowMs: number): void {
    for (const [stream, exchange] of this.#exchanges) {
      if (nowMs >= exchange.writeDeadlineMs) exchange.cutOff();
      else if (nowMs >= exchange.readDeadlineMs) this.#onTooLate(stream, exchange);
    }
    if (this.#exchanges.size === 0 && nowMs >= this.#idleDeadlineMs) this.#endIdle(nowMs);
  }

  /** Tells the client to take what comes next elsewhere; what is under way is finished. */
  endWhenIdle(): void {
    if (!this.#session.closed) this.#session.close();
  }

  #onStream(stream: ServerHttp2Stream, flags: number, raw: readonly string[]): void {
    stream.on('error', () => {});
    const { limits } = this.#options;
    const parsed = readRequestHead(raw, limits);
    if ('code' in parsed) {
      this.#refuse(stream, parsed);
      return;
    }
    const isEnded = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
    const exchange = new StreamExchange(stream, this, parsed, isEnded, {
      readDeadlineMs: Date.now() + limits.requestTimeoutMs,
      drainTimeoutMs: limits.drainTimeoutMs,
    });
    this.#exchanges.set(stream, exchange);
    stream.on('aborted', () => this.#onReset(exchange));
    stream.on('close', () => this.#onStreamClosed(stream, exchange));
    this.#options.handler(exchange);
  }

  #onReset(exchange: StreamExchange): void {
    exchange.onLost();
    if (!this.#resets.take(Date.now())) this.#session.destroy(undefined, constants.NGHTTP2_ENHANCE_YOUR_CALM);
  }

  #onStreamClosed(stream: ServerHttp2Stream, exchange: StreamExchange): void {
    this.#exchanges.delete(stream);
    this.#idleDeadlineMs = Date.now() + this.#options.limits.keepAliveTimeoutMs;
    exchange.onLost();
  }

  #onTooLate(stream: ServerHttp2Stream, exchange: StreamExchange): void {
    this.#exchanges.delete(stream);
    exchange.onLost();
    if (exchange.hasHead) exchange.cutOff();
    else this.#refuse(stream, TOO_LATE);
  }

  // An answer to one request only: the others of the connection have nothing to do with it.
  #refuse(stream: ServerHttp2Stream, refusal: HeadRefusal): void {
    if (stream.destroyed || stream.closed) return;
    const requestId = newRequestId();
    const body = problemBody(refusal, this.#options.docsUrl, requestId, '');
    stream.respond({
      ':status': problemStatus(refusal.code),
      'content-type': 'application/problem+json',
      'content-length': body.length,
      'x-request-id': requestId,
    });
    stream.on('finish', () => {
      if (!stream.closed && !stream.readableEnded) stream.close(constants.NGHTTP2_NO_ERROR);
    });
    stream.end(body);
  }

  #onSettings(): void {
    // A client has told who it is: it may keep the connection for its first request as long as between two.
    this.#idleDeadlineMs = Date.now() + this.#options.limits.keepAliveTimeoutMs;
    this.#onControl();
  }

  #onControl(): void {
    if (!this.#controls.take(Date.now()))
      this.#session.destroy(undefined, constants.NGHTTP2_ENHANCE_YOUR_CALM);
  }

  #endIdle(nowMs: number): void {
    if (this.#session.closed) this.socket.destroy();
    else this.#session.close();
    this.#idleDeadlineMs = nowMs + this.#options.limits.headTimeoutMs;
  }

  #onClose(): void {
    for (const exchange of this.#exchanges.values()) exchange.onLost();
    this.#exchanges.clear();
    this.#options.onClosed(this);
  }
}

function sessionOptions(limits: HttpLimits): ServerOptions {
  return {
    settings: {
      enablePush: false,
      maxConcurrentStreams: MOST_STREAMS,
      // Beyond what is answered with a problem, the stream is reset.
      maxHeaderListSize: limits.headBytes * 2,
    },
    maxSessionMemory: SESSION_MEGABYTES,
    // What an upstream sends twice goes on twice, as over HTTP/1.1.
    strictSingleValueFields: false,
    maxHeaderListPairs: limits.headerCount * 2 + 28,
    maxSessionInvalidFrames: MOST_FAULTS,
    maxSessionRejectedStreams: MOST_FAULTS,
    streamResetBurst: RESETS.burst,
    streamResetRate: RESETS.perSecond,
  };
}
