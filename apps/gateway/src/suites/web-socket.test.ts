import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { UsageEvent } from '@tollgate/domain/usage-event';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { sendRaw } from '@tollgate/testkit/gateway/raw-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker } from '../worker/start-worker.ts';

const IDLE_MS = 1500;
let upstream: Server;
let sockets: WebSocketServer;
let rig: GatewayRig;

beforeAll(async () => {
  upstream = createServer((_request, response) => response.writeHead(426).end('upgrade'));
  sockets = new WebSocketServer({ server: upstream, handleProtocols: () => 'chat' });
  sockets.on('connection', (socket) => {
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
    socket.on('error', () => {});
  });
  upstream.listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  const { port } = upstream.address() as AddressInfo;
  rig = await startGatewayRig((env) => startWorker(readConfig(env), createLogger('silent', 'test')), {
    version: { upstream: { url: `http://127.0.0.1:${port}`, idleTimeoutMs: IDLE_MS } },
    env: { ALLOWED_PRIVATE_UPSTREAMS: `127.0.0.1:${port}` },
  });
});

afterAll(async () => {
  await rig.close();
  for (const socket of sockets.clients) socket.terminate();
  upstream.close();
});

function dial(protocols: string[] = [], token = rig.configuration.token): WebSocket {
  const url = rig.url('/countries').replace('http:', 'ws:');
  return new WebSocket(url, protocols, { headers: { 'x-api-key': token } });
}

async function open(protocols: string[] = []): Promise<WebSocket> {
  const socket = dial(protocols);
  await once(socket, 'open');
  return socket;
}

/** The socket at the upstream's end of the newest connection. */
function upstreamEnd(): WebSocket {
  return [...sockets.clients].at(-1) as WebSocket;
}

test('messages go both ways as they were sent, text and bytes, small and large, compressed or not', async () => {
  const socket = await open(['chat']);
  expect(socket.protocol).toBe('chat');
  for (const message of ['hello', '', 'ü'.repeat(70_000), Buffer.alloc(3_000_000, 7)]) {
    socket.send(message);
    const [data, isBinary] = await once(socket, 'message');
    expect(Buffer.compare(data, Buffer.from(message))).toBe(0);
    expect(isBinary).toBe(Buffer.isBuffer(message));
  }
  socket.close();
  await once(socket, 'close');
});

test('pings and pongs pass in both directions', async () => {
  const socket = await open();
  socket.ping('a');
  expect(String((await once(socket, 'pong'))[0])).toBe('a');
  upstreamEnd().ping('b');
  expect(String((await once(socket, 'ping'))[0])).toBe('b');
  socket.terminate();
});

test.each([
  [1000, 'done'],
  [1011, 'broken'],
  [4321, 'own'],
])('a close with %d and its reason arrives from either side', async (code, reason) => {
  const byClient = await open();
  const seen = once(upstreamEnd(), 'close');
  byClient.close(code, reason);
  expect((await seen).map(String)).toEqual([String(code), reason]);
  expect((await once(byClient, 'close')).map(String)).toEqual([String(code), reason]);

  const byUpstream = await open();
  upstreamEnd().close(code, reason);
  expect((await once(byUpstream, 'close')).map(String)).toEqual([String(code), reason]);
});

test('a client that goes away without a word is gone for the upstream too', async () => {
  const socket = await open();
  const seen = once(upstreamEnd(), 'close');
  socket.terminate();
  expect((await seen)[0]).toBe(1006);
});

test('what stays silent for the idle time is cut off; what says something now and then is not', async () => {
  const [silent, busy] = [await open(), await open()];
  const pings = setInterval(() => busy.ping(), IDLE_MS / 5);
  const startedAt = Date.now();
  expect((await once(silent, 'close'))[0]).toBe(1006);
  expect(Date.now() - startedAt).toBeGreaterThan(IDLE_MS * 0.9);
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  expect(busy.readyState).toBe(WebSocket.OPEN);
  clearInterval(pings);
  busy.terminate();
});

test('one event is written for each, with the bytes of both directions, when it ends', async () => {
  const socket = await open();
  socket.send('x'.repeat(5000), { compress: false });
  await once(socket, 'message');
  socket.close();
  await once(socket, 'close');
  const isIt = ({ request_bytes: bytes }: UsageEvent) => bytes > 5000 && bytes < 10_000;
  await expect.poll(() => rig.events().filter(isIt).length).toBe(1);
  const event = rig.events().find(isIt);
  expect(event).toMatchObject({ status: 101, billable: 1, problem: '', method: 'GET' });
  expect(event?.response_bytes).toBeGreaterThan(5000);
});

test('without a good key there is none, and the upstream hears nothing of it', async () => {
  const connections = sockets.clients.size;
  const socket = dial([], 'tg_live_none');
  const [, response] = await once(socket, 'unexpected-response');
  expect(response.statusCode).toBe(401);
  socket.on('error', () => {});
  socket.terminate();
  expect(sockets.clients.size).toBe(connections);
});

test('an upgrade to anything else is answered in HTTP/1.1, and none of it is passed on', async () => {
  const lines = [
    'GET /atlas/world/v1/countries HTTP/1.1',
    'Host: a',
    `X-API-Key: ${rig.configuration.token}`,
    'Connection: Upgrade, HTTP2-Settings',
    'Upgrade: h2c',
    'HTTP2-Settings: AAMAAABkAAQAAP__',
  ];
  const answer = await sendRaw(rig.gateway.port, `${lines.join('\r\n')}\r\n\r\n`);
  expect(answer.status).toBe(426);
});

test('an upstream that says yes and proves nothing is 502', async () => {
  const key = Buffer.alloc(16, 1).toString('base64');
  const good = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  for (const [accept, status] of [
    [good, 101],
    ['c29tZXRoaW5nIGVsc2U=', 502],
  ] as const) {
    upstream.removeAllListeners('upgrade');
    upstream.once('upgrade', (_request, socket) => {
      socket.end(
        `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: ${accept}\r\n\r\n`,
      );
    });
    const lines = [
      'GET /atlas/world/v1/countries HTTP/1.1',
      'Host: a',
      `X-API-Key: ${rig.configuration.token}`,
      'Connection: keep-alive, Upgrade',
      'Upgrade: WebSocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${key}`,
    ];
    const answer = await sendRaw(rig.gateway.port, `${lines.join('\r\n')}\r\n\r\n`);
    expect(answer.status).toBe(status);
  }
  upstream.removeAllListeners('upgrade');
  sockets = new WebSocketServer({ server: upstream });
});

// Last, for it takes the key away.
test('it is closed within a second when its key is revoked', async () => {
  const socket = await open();
  const closed = once(socket, 'close');
  const startedAt = Date.now();
  rig.feed.commit([{ ...rig.configuration.key, revokedAt: new Date().toISOString() }]);
  await closed;
  expect(Date.now() - startedAt).toBeLessThan(3000);
  const event = rig.events().at(-1);
  expect(event).toMatchObject({ status: 101, billable: 1 });
});
