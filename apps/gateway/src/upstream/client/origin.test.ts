import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Origin } from './origin.ts';
import type { CallConnection, CallObserver, UpstreamRequest } from './origin-connection.ts';
import type { UpstreamError } from './upstream-error.ts';

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';
const HEAD_TIMEOUT_MS = 60_000;

let server: Server;
let origin: Origin;
let accepted: Socket[];
let made: Socket[];

beforeEach(async () => {
  accepted = [];
  made = [];
  server = createServer((socket) => accepted.push(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  origin = new Origin({
    origin: `http://127.0.0.1:${port}`,
    connect: (_options, done) => {
      const socket = connect(port, '127.0.0.1', () => done(null, socket));
      made.push(socket);
    },
    maxConnections: 4,
    waitTimeoutMs: 5000,
    headBytes: 16_384,
  });
});

afterEach(() => {
  origin.close();
  for (const socket of accepted) socket.destroy();
  server.close();
});

class Call implements CallObserver {
  connection: CallConnection | null = null;
  error: UpstreamError | null = null;
  drains = 0;
  readonly sent = Promise.withResolvers<void>();
  readonly ended = Promise.withResolvers<void>();
  onConnection(connection: CallConnection): void {
    this.connection = connection;
    this.sent.resolve();
  }
  onResponseHead(): void {}
  onResponseChunk(): void {}
  onResponseTrailers(): void {}
  onResponseEnd(): void {
    this.ended.resolve();
  }
  onUpstreamDrain(): void {
    this.drains++;
  }
  onUpstreamError(error: UpstreamError): void {
    this.error = error;
    this.ended.resolve();
  }
}

function requestOf(method: string, body: UpstreamRequest['body']): UpstreamRequest {
  const head = `${method} / HTTP/1.1\r\nhost: a\r\n\r\n`;
  return {
    method,
    head,
    body,
    mayUpgrade: false,
    headTimeoutMs: HEAD_TIMEOUT_MS,
    idleTimeoutMs: HEAD_TIMEOUT_MS,
  };
}

test('an upstream that takes the last of a body late and never answers is late all the same', async () => {
  const call = new Call();
  origin.send(requestOf('PUT', 'chunks'), call);
  await call.sent.promise;
  const connection = call.connection as CallConnection;
  expect(connection.writeBody(Buffer.alloc(8_000_000))).toBe(false);
  connection.endBody();
  await expect.poll(() => accepted.length).toBe(1);
  accepted[0]?.resume();
  await expect.poll(() => call.drains).toBeGreaterThan(0);
  origin.checkDeadlines(Date.now() + HEAD_TIMEOUT_MS + 1);
  expect(call.error?.code).toBe('head_timeout');
});

test('an upstream that takes a body slowly is not late while it does', async () => {
  const call = new Call();
  origin.send(requestOf('PUT', 'chunks'), call);
  await call.sent.promise;
  expect(call.connection?.writeBody(Buffer.alloc(8_000_000))).toBe(false);
  await expect.poll(() => accepted.length).toBe(1);
  accepted[0]?.resume();
  await expect.poll(() => call.drains).toBeGreaterThan(0);
  origin.checkDeadlines(Date.now() + HEAD_TIMEOUT_MS + 1);
  expect(call.error).toBeNull();
});

test('a connection that its upstream ended while it was idle is not used again, not even in the same turn', async () => {
  server.on('connection', (socket) => socket.once('data', () => socket.write(OK)));
  const first = new Call();
  origin.send(requestOf('GET', null), first);
  await first.ended.promise;

  const second = new Call();
  const { promise: isSent, resolve: onSent } = Promise.withResolvers<void>();
  // Behind the connection's own listener: the socket itself closes a turn later.
  made[0]?.once('end', () => {
    origin.send(requestOf('POST', null), second);
    onSent();
  });
  accepted[0]?.end();
  await isSent;
  await second.ended.promise;
  expect(second.error).toBeNull();
  expect(accepted).toHaveLength(2);
});
