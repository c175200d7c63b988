import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CallObserver } from '../client/origin-connection.ts';
import type { UpstreamError } from '../client/upstream-error.ts';
import { UpstreamPools } from '../upstream-pools.ts';
import { AddressBook } from './address-book.ts';

const FIRST = '127.0.0.1';
const SECOND = '127.0.0.2';

/** The same upstream at two addresses, each of which says which it is. */
let servers: Server[];
let open: Map<string, Set<Socket>>;
let held: (() => void)[];
let isHolding: boolean;
let port: number;
let addresses: string[];
let nowMs: number;
let pools: UpstreamPools;

async function serve(address: string, at: number): Promise<number> {
  const sockets = new Set<Socket>();
  open.set(address, sockets);
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    socket.on('data', () => {
      const answer = () =>
        socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${address.length}\r\n\r\n${address}`);
      if (isHolding) held.push(answer);
      else answer();
    });
  });
  servers.push(server.listen(at, address));
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

beforeEach(async () => {
  servers = [];
  open = new Map();
  held = [];
  isHolding = false;
  nowMs = 1_000_000;
  port = await serve(FIRST, 0);
  await serve(SECOND, port);
  pools = makePools([`atlas.test:${port}`]);
});
afterEach(async () => {
  pools.close();
  for (const sockets of open.values()) for (const socket of sockets) socket.destroy();
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
});

function makePools(allowed: string[]): UpstreamPools {
  return new UpstreamPools({
    allowedPrivateHosts: new Set(allowed),
    connectionLimits: { maxConnections: 10, maxWaiting: 10, waitTimeoutMs: 1000 },
    headBytes: 16_384,
    addresses: new AddressBook({
      resolve: (_name, _options, done) => {
        done(
          null,
          addresses.map((address) => ({ address, family: 4 })),
        );
      },
      ttlOf: async () => 10,
      now: () => nowMs,
    }),
  });
}

const target = () => ({
  origin: `http://atlas.test:${port}`,
  protocol: 'http1' as const,
  pathPrefix: '',
  connectTimeoutMs: 500,
  headTimeoutMs: 1000,
  idleTimeoutMs: 1000,
  totalTimeoutMs: null,
  connections: null,
  tls: null,
  credential: null,
});

/** Calls the upstream; tells which address answered, or what went wrong. */
function call(): Promise<string> {
  const pool = pools.acquire(target(), Date.now());
  if (!pool) throw new Error('the pool is full');
  return new Promise((done) => {
    const text: Buffer[] = [];
    const observer: CallObserver = {
      onConnection: () => {},
      onResponseHead: () => {},
      onResponseChunk: (chunk) => text.push(chunk),
      onResponseTrailers: () => {},
      onResponseEnd: (last) => {
        pools.release(pool);
        done(Buffer.concat([...text, last ?? Buffer.alloc(0)]).toString());
      },
      onUpstreamDrain: () => {},
      onUpstreamError: ({ cause, code }: UpstreamError) => {
        pools.release(pool);
        done((cause as { code?: string })?.code ?? code);
      },
    };
    const head = 'GET / HTTP/1.1\r\nhost: atlas.test\r\n\r\n';
    pool.origin.send(
      { method: 'GET', head, body: null, mayUpgrade: false, headTimeoutMs: 1000, idleTimeoutMs: 1000 },
      observer,
    );
  });
}
const connections = (address: string) => open.get(address)?.size ?? 0;
async function answerLater(next: string[]): Promise<void> {
  addresses = next;
  nowMs += 10_000;
  pools.checkAddresses();
  await new Promise((done) => setImmediate(done));
  pools.checkAddresses();
}

test('connections go to several addresses in turn', async () => {
  addresses = [FIRST, SECOND];
  isHolding = true;
  const calls = [call(), call(), call(), call()];
  await waitFor(() => held.length === 4);
  for (const answer of held) answer();
  expect((await Promise.all(calls)).sort()).toEqual([FIRST, FIRST, SECOND, SECOND]);
});

test('once an address has left the answer, its idle connections end and those at work finish first', async () => {
  addresses = [FIRST];
  isHolding = true;
  const calls = [call(), call()];
  await waitFor(() => held.length === 2);
  held[0]?.();
  expect(await Promise.race(calls)).toBe(FIRST);
  expect(connections(FIRST)).toBe(2);
  await answerLater([SECOND]);
  await waitFor(() => connections(FIRST) === 1);
  held[1]?.();
  expect(await Promise.all(calls)).toEqual([FIRST, FIRST]);
  await waitFor(() => connections(FIRST) === 0);
  isHolding = false;
  expect(await call()).toBe(SECOND);
});

test('an answer that stays the same leaves connections alone', async () => {
  addresses = [FIRST];
  expect(await call()).toBe(FIRST);
  const [before] = open.get(FIRST) ?? [];
  await answerLater([SECOND, FIRST]);
  expect(await call()).toBe(FIRST);
  expect([...(open.get(FIRST) ?? [])]).toEqual([before]);
});

test('a name that comes to point inward is not followed, whatever was allowed to it before', async () => {
  pools.close();
  pools = makePools([]);
  addresses = ['198.51.100.1'];
  expect(await call()).toBe('TOLLGATE_FORBIDDEN_ADDRESS');
  addresses = ['1.1.1.1', FIRST];
  nowMs += 10_000;
  expect(await call()).toBe('TOLLGATE_FORBIDDEN_ADDRESS');
  await answerLater([FIRST]);
  expect(await call()).toBe('TOLLGATE_FORBIDDEN_ADDRESS');
  expect(connections(FIRST) + connections(SECOND)).toBe(0);
});
