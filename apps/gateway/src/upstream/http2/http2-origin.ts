import { type ClientSessionOptions, connect as openSession } from 'node:http2';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { OriginClient, OriginOptions } from '../client/origin.ts';
import type { CallObserver, UpstreamRequest } from '../client/origin-connection.ts';
import { UpstreamError } from '../client/upstream-error.ts';
import { type CallOwner, Http2Call } from './http2-call.ts';
import { OriginSession, type SessionOwner } from './origin-session.ts';

/** So many calls that wait are reason for one connection more. */
const CALLS_PER_CONNECTION = 100;
const STREAM_WINDOW = 262_144;
const CONNECTION_WINDOW = 4_194_304;
const SESSION_MEGABYTES = 64;
/** As over HTTP/1.1, what stands twice goes on twice. The types of Node know this of servers only. */
const LAX_FIELDS = { strictSingleValueFields: false };

/** The connections to one origin that speak HTTP/2: a call goes on the first with room. */
export class Http2Origin implements OriginClient, CallOwner, SessionOwner {
  readonly host: string;
  readonly authority: string;
  readonly scheme: 'http' | 'https';
  readonly headBytes: number;
  readonly #url: URL;
  readonly #options: OriginOptions;
  readonly #sessions = new Set<OriginSession>();
  #waiting: Http2Call[] = [];
  #connecting = 0;
  #isClosed = false;

  constructor(options: OriginOptions) {
    this.#options = options;
    this.#url = new URL(options.origin);
    this.host = this.#url.host;
    this.authority = this.#url.host;
    this.scheme = this.#url.protocol === 'https:' ? 'https' : 'http';
    this.headBytes = options.headBytes;
  }

  send(request: UpstreamRequest, observer: CallObserver): void {
    this.#place(new Http2Call(request, observer, this, Date.now()));
  }

  cancel(observer: CallObserver): void {
    this.#waiting = this.#waiting.filter((call) => call.observer !== observer);
  }

  checkDeadlines(nowMs: number): void {
    for (const session of this.#sessions) session.checkDeadlines(nowMs);
    if (this.#waiting.length > 0 && this.#connecting === 0) this.#refuseLate(nowMs);
  }

  get hostname(): string {
    return this.#url.hostname;
  }

  keepTo(addresses: ReadonlySet<string>): void {
    for (const session of this.#sessions) {
      const { address } = session;
      if (address !== undefined && !addresses.has(address)) session.retire();
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#waiting = [];
    for (const session of this.#sessions) session.destroy();
  }

  onRefused(call: Http2Call): void {
    for (const session of this.#sessions) session.remove(call);
    this.#place(call);
  }

  onEnded(call: Http2Call): void {
    for (const session of this.#sessions) session.remove(call);
    if (this.#waiting.includes(call)) this.#waiting = this.#waiting.filter((other) => other !== call);
    if (this.#waiting.length > 0) this.onRoom();
  }

  onRoom(): void {
    for (let call = this.#waiting[0]; call; call = this.#waiting[0]) {
      const session = this.#sessionWithRoom();
      if (!session) return;
      this.#waiting.shift();
      session.begin(call);
    }
  }

  onClosed(session: OriginSession): void {
    this.#sessions.delete(session);
    this.#connect();
  }

  #place(call: Http2Call): void {
    const session = this.#waiting.length === 0 ? this.#sessionWithRoom() : undefined;
    if (session) {
      session.begin(call);
      return;
    }
    this.#waiting.push(call);
    this.#connect();
  }

  #sessionWithRoom(): OriginSession | undefined {
    for (const session of this.#sessions) if (session.hasRoom) return session;
    return undefined;
  }

  #refuseLate(nowMs: number): void {
    const sinceMs = nowMs - this.#options.waitTimeoutMs;
    const late = this.#waiting.filter((call) => call.sinceMs <= sinceMs);
    if (late.length === 0) return;
    this.#waiting = this.#waiting.filter((call) => call.sinceMs > sinceMs);
    for (const { observer } of late) observer.onUpstreamError(new UpstreamError('wait_timeout'));
  }

  #connect(): void {
    const { connect, maxConnections } = this.#options;
    if (this.#isClosed || this.#connecting * CALLS_PER_CONNECTION >= this.#waiting.length) return;
    if (this.#sessions.size + this.#connecting >= maxConnections) return;
    this.#connecting++;
    const { hostname, protocol, port, host } = this.#url;
    connect({ hostname, host, protocol, port }, (error, socket) => this.#onConnected(error, socket));
  }

  #onConnected(error: Error | null, socket: Socket | null): void {
    this.#connecting--;
    if (!socket || (this.scheme === 'https' && (socket as TLSSocket).alpnProtocol !== 'h2')) {
      socket?.destroy();
      this.#failWaiting(error ?? new Error('the upstream does not speak HTTP/2'));
      return;
    }
    if (this.#isClosed) {
      socket.destroy();
      return;
    }
    const session = openSession(this.#url, {
      ...sessionOptions(this.headBytes),
      createConnection: () => socket,
    });
    session.once('connect', () => session.setLocalWindowSize(CONNECTION_WINDOW));
    this.#sessions.add(new OriginSession(session, this));
    this.onRoom();
    this.#connect();
  }

  // Those that this connection was opened for.
  #failWaiting(cause: Error): void {
    const calls = this.#waiting.splice(0, CALLS_PER_CONNECTION);
    for (const { observer } of calls) observer.onUpstreamError(new UpstreamError('not_connected', cause));
    this.#connect();
  }
}

function sessionOptions(headBytes: number): ClientSessionOptions {
  return {
    settings: { enablePush: false, initialWindowSize: STREAM_WINDOW, maxHeaderListSize: headBytes },
    maxSessionMemory: SESSION_MEGABYTES,
    ...LAX_FIELDS,
  };
}
