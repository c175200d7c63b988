import type { Socket } from 'node:net';
import type { Connect, OnRead } from '../guarded-connect.ts';
import {
  type CallObserver,
  type ConnectionOwner,
  OriginConnection,
  type UpstreamRequest,
} from './origin-connection.ts';
import { UpstreamError } from './upstream-error.ts';

export interface OriginOptions {
  /** Like `https://api.example.com:8443`. */
  readonly origin: string;
  readonly connect: Connect;
  readonly maxConnections: number;
  /** How long a call may wait for a connection to be free. */
  readonly waitTimeoutMs: number;
  readonly headBytes: number;
}

/** Where calls to one origin go, whatever it speaks. */
export interface OriginClient {
  /** What its Host header says. */
  readonly host: string;
  /** The name or address it is at. */
  readonly hostname: string;
  /** Sends a request on a connection that is free, or waits for one. */
  send(request: UpstreamRequest, observer: CallObserver): void;
  /** Forgets a call that has no connection yet. */
  cancel(observer: CallObserver): void;
  /** Ends what has waited too long; called every so often. */
  checkDeadlines(nowMs: number): void;
  /** Uses no connection again that leads to none of these addresses; what is under way on it ends first. */
  keepTo(addresses: ReadonlySet<string>): void;
  /** Ends every connection. */
  close(): void;
}

interface WaitingCall {
  readonly request: UpstreamRequest;
  readonly observer: CallObserver;
  readonly sinceMs: number;
}

/** The connections to one origin: as many as it may have, the one last used first. */
export class Origin implements OriginClient, ConnectionOwner {
  readonly host: string;
  readonly #url: URL;
  readonly #options: OriginOptions;
  readonly #connections = new Set<OriginConnection>();
  readonly #idle: OriginConnection[] = [];
  /** Those that serve one call until it ends: there may be more of them than of connections that are shared. */
  readonly #upgraded = new Set<OriginConnection>();
  #waiting: WaitingCall[] = [];
  #connecting = 0;
  #isClosed = false;

  constructor(options: OriginOptions) {
    this.#options = options;
    this.#url = new URL(options.origin);
    this.host = this.#url.host;
  }

  send(request: UpstreamRequest, observer: CallObserver): void {
    for (let connection = this.#idle.pop(); connection; connection = this.#idle.pop()) {
      if (connection.isOpen) {
        connection.begin(request, observer);
        return;
      }
    }
    this.#waiting.push({ request, observer, sinceMs: Date.now() });
    this.#connect();
  }

  cancel(observer: CallObserver): void {
    this.#waiting = this.#waiting.filter((call) => call.observer !== observer);
  }

  checkDeadlines(nowMs: number): void {
    for (const connection of this.#connections) connection.checkDeadline(nowMs);
    for (const connection of this.#upgraded) connection.checkDeadline(nowMs);
    if (this.#waiting.length > this.#connecting) this.#refuseLate(nowMs);
  }

  get hostname(): string {
    return this.#url.hostname;
  }

  keepTo(addresses: ReadonlySet<string>): void {
    for (const connection of this.#connections) {
      const { address } = connection;
      if (address !== undefined && !addresses.has(address)) connection.retire();
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#waiting = [];
    for (const connection of this.#connections) connection.destroy();
    for (const connection of this.#upgraded) connection.destroy();
  }

  onIdle(connection: OriginConnection): void {
    const call = this.#waiting.shift();
    if (call) connection.begin(call.request, call.observer);
    else this.#idle.push(connection);
  }

  onUpgraded(connection: OriginConnection): void {
    this.#connections.delete(connection);
    this.#upgraded.add(connection);
    this.#connect();
  }

  onClosed(connection: OriginConnection): void {
    this.#connections.delete(connection);
    this.#upgraded.delete(connection);
    const at = this.#idle.indexOf(connection);
    if (at !== -1) this.#idle.splice(at, 1);
    this.#connect();
  }

  // The first ones are having a connection opened, which has a limit of its own.
  #refuseLate(nowMs: number): void {
    const sinceMs = nowMs - this.#options.waitTimeoutMs;
    let end = this.#connecting;
    while (end < this.#waiting.length && (this.#waiting[end] as WaitingCall).sinceMs <= sinceMs) end++;
    const late = this.#waiting.splice(this.#connecting, end - this.#connecting);
    for (const { observer } of late) observer.onUpstreamError(new UpstreamError('wait_timeout'));
  }

  #connect(): void {
    const { connect, maxConnections } = this.#options;
    if (this.#isClosed || this.#connecting >= this.#waiting.length) return;
    if (this.#connections.size + this.#connecting >= maxConnections) return;
    this.#connecting++;
    const { hostname, protocol, port, host } = this.#url;
    let connection: OriginConnection | null = null;
    const onRead: OnRead = (bytes, buffer) => {
      connection?.onRead(bytes, buffer);
      return true;
    };
    connect(
      { hostname, host, protocol, port },
      (error, socket) => {
        connection = this.#onConnected(error, socket);
      },
      onRead,
    );
  }

  #onConnected(error: Error | null, socket: Socket | null): OriginConnection | null {
    this.#connecting--;
    if (!socket) {
      this.#waiting.shift()?.observer.onUpstreamError(new UpstreamError('not_connected', error ?? undefined));
      this.#connect();
      return null;
    }
    if (this.#isClosed) {
      socket.destroy();
      return null;
    }
    const connection = new OriginConnection(socket, this, this.#options.headBytes);
    this.#connections.add(connection);
    this.onIdle(connection);
    return connection;
  }
}
