import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { ClientConnection } from './client-connection.ts';
import type { ExchangeHandler, HttpListener } from './exchange.ts';
import type { HttpLimits } from './limits.ts';

export interface ListenerOptions {
  port: number;
  host: string;
  /** Whether other processes listen on the same port. */
  reusePort: boolean;
  limits: HttpLimits;
  /** Where each problem code has a page. */
  docsUrl: string;
  handler: ExchangeHandler;
}

/** What a listener knows of a connection. */
export interface ServedConnection {
  readonly socket: Socket;
  /** Ends what has waited too long; called every so often. */
  checkDeadlines(nowMs: number): void;
  /** Ends it as soon as nothing is under way. */
  endWhenIdle(): void;
}

const CHECK_DEADLINES_EVERY_MS = 250;

/** Listens for HTTP/1.1 with a codec of our own on node:net. */
export function listenForHttp(options: ListenerOptions): Promise<HttpListener> {
  const { limits, docsUrl, handler } = options;
  const connections = new Set<ClientConnection>();
  const onClosed = (connection: ClientConnection) => void connections.delete(connection);
  const connectionOptions = { limits, docsUrl, handler, onClosed };
  const server = createServer({ noDelay: true }, (socket) =>
    connections.add(new ClientConnection(socket, connectionOptions)),
  );
  server.maxConnections = limits.connections;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(
      { port: options.port, host: options.host, reusePort: options.reusePort, backlog: 2048 },
      () => {
        server.off('error', reject);
        resolve(new Listener(server, connections));
      },
    );
  });
}

/** A server that listens, with its connections. */
export class Listener implements HttpListener {
  readonly port: number;
  readonly #server: Server;
  readonly #connections: ReadonlySet<ServedConnection>;
  readonly #timer: NodeJS.Timeout;

  constructor(server: Server, connections: ReadonlySet<ServedConnection>) {
    this.#server = server;
    this.#connections = connections;
    this.port = (server.address() as AddressInfo).port;
    this.#timer = setInterval(() => this.#checkDeadlines(), CHECK_DEADLINES_EVERY_MS).unref();
  }

  async drain(deadlineMs: number): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const connection of this.#connections) connection.endWhenIdle();
    const deadline = setTimeout(() => {
      for (const { socket } of this.#connections) socket.destroy();
    }, deadlineMs);
    await closed;
    clearTimeout(deadline);
    clearInterval(this.#timer);
  }

  #checkDeadlines(): void {
    const nowMs = Date.now();
    for (const connection of this.#connections) connection.checkDeadlines(nowMs);
  }
}
