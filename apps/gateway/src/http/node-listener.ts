import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { checkHead, type HeadRefusal } from './check-head.ts';
import type { ExchangeHandler, HttpListener } from './exchange.ts';
import type { HttpLimits } from './limits.ts';
import { NodeExchange } from './node-exchange.ts';
import { answerRaw } from './raw-answer.ts';

export interface NodeListenerOptions {
  port: number;
  host: string;
  /** Whether other processes listen on the same port. */
  reusePort: boolean;
  limits: HttpLimits;
  /** Where each problem code has a page. */
  docsUrl: string;
  handler: ExchangeHandler;
}

const CHECK_TIMEOUTS_EVERY_MS = 500;

/** The first codec: node:http, strict. */
export function listenWithNode(options: NodeListenerOptions): Promise<HttpListener> {
  const { limits, docsUrl } = options;
  const server = createServer(
    {
      insecureHTTPParser: false,
      maxHeaderSize: limits.headBytes,
      headersTimeout: limits.headTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      keepAliveTimeout: limits.keepAliveTimeoutMs,
      connectionsCheckingInterval: CHECK_TIMEOUTS_EVERY_MS,
      requireHostHeader: false,
      noDelay: true,
      rejectNonStandardBodyWrites: false,
    },
    (request, response) => accept(request, response, options, false),
  );
  // Node drops headers beyond this number in silence; ours are counted and refused instead.
  server.maxHeadersCount = 0;
  server.maxConnections = limits.connections;
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) =>
    accept(request, response, options, true),
  );
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) =>
    accept(request, response, options, false),
  );
  server.on('clientError', (error, socket) => refuseUnparsed(error, socket, docsUrl));
  server.on('connect', (_request: IncomingMessage, socket: Duplex) =>
    answerRaw(socket, { code: 'bad_request', detail: 'CONNECT is not taken here.' }, docsUrl),
  );
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(
      { port: options.port, host: options.host, reusePort: options.reusePort, backlog: 2048 },
      () => {
        server.off('error', reject);
        resolve(new NodeListener(server));
      },
    );
  });
}

class NodeListener implements HttpListener {
  readonly #server: Server;
  readonly port: number;

  constructor(server: Server) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
  }

  async drain(deadlineMs: number): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    const idle = setInterval(() => this.#server.closeIdleConnections(), 50);
    const deadline = setTimeout(() => this.#server.closeAllConnections(), deadlineMs);
    await closed;
    clearInterval(idle);
    clearTimeout(deadline);
  }
}

function accept(
  request: IncomingMessage,
  response: ServerResponse,
  options: NodeListenerOptions,
  expectsContinue: boolean,
): void {
  const { rawHeaders } = request;
  const names: string[] = new Array(rawHeaders.length / 2);
  for (let i = 0; i < names.length; i++) names[i] = (rawHeaders[2 * i] as string).toLowerCase();
  const refusal = checkHead(request.url as string, rawHeaders, names, options.limits);
  if (refusal) {
    answerRaw(request.socket, refusal, options.docsUrl);
    return;
  }
  options.handler(new NodeExchange(request, response, names, expectsContinue, options.limits.drainTimeoutMs));
}

const UNPARSED: Record<string, HeadRefusal> = {
  HPE_HEADER_OVERFLOW: { code: 'head_too_large', detail: 'The request line and headers are too large.' },
  ERR_HTTP_REQUEST_TIMEOUT: { code: 'request_timeout', detail: 'The request did not arrive in time.' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { code: 'body_too_large', detail: 'The chunk extensions are too large.' },
};

function refuseUnparsed(error: Error & { code?: string }, socket: Duplex, docsUrl: string): void {
  if (error.code === 'ECONNRESET' || error.code === 'EPIPE') {
    socket.destroy();
    return;
  }
  const refusal = UNPARSED[error.code ?? ''] ?? NOT_HTTP;
  answerRaw(socket, refusal, docsUrl);
}

const NOT_HTTP: HeadRefusal = { code: 'bad_request', detail: 'The request is not valid HTTP/1.1.' };
