import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { callHttp2, openHttp2 } from '@tollgate/testkit/gateway/http2-client';
import { makeConfiguration } from '@tollgate/testkit/gateway/make-configuration';
import { SECRET_SPELLINGS } from '@tollgate/testkit/gateway/path-spellings';
import { FLAG, FRAME, frame, headerBlock, RawHttp2Client } from '@tollgate/testkit/gateway/raw-http2-client';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { makeTlsFolder } from '@tollgate/testkit/tls/tls-folder';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker, type Worker } from '../worker/start-worker.ts';

type Pair = readonly [string, string];

const MAX_BODY_BYTES = 1_000_000;
const WHOLE = FLAG.endHeaders | FLAG.endStream;

const tls = makeTlsFolder();
let rig: GatewayRig;
let worker: Worker;
const clients: RawHttp2Client[] = [];
beforeAll(async () => {
  rig = await startGatewayRig(
    async (env) => {
      worker = await startWorker(readConfig(env), createLogger('silent', 'test'), {
        httpLimits: {
          headTimeoutMs: 700,
          requestTimeoutMs: 1500,
          keepAliveTimeoutMs: 1500,
          drainTimeoutMs: 1500,
        },
      });
      return worker;
    },
    { version: { maxBodyBytes: MAX_BODY_BYTES }, env: tls.env },
  );
  const beta = makeConfiguration({ name: 'beta', upstreamUrl: rig.upstream.url });
  const { tenant } = rig.configuration;
  rig.feed.commit([
    {
      ...beta.version,
      tenantId: tenant.id,
      basePath: '/beta/v1',
      operations: [{ id: 'opn_secret', operationId: 'secret', method: 'GET', template: '/secret' }],
    },
    { ...beta.product, tenantId: tenant.id },
  ]);
  await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  // Whatever was done, the next client is served.
  const session = openHttp2(worker.tlsPort as number);
  const headers = { ':path': '/atlas/world/v1/countries', 'x-api-key': rig.configuration.token };
  expect((await callHttp2(session, headers)).status).toBe(200);
  session.destroy();
});
afterAll(async () => {
  await rig.close();
  tls.remove();
});

async function open(): Promise<RawHttp2Client> {
  const client = await RawHttp2Client.open(worker.tlsPort as number);
  clients.push(client);
  return client;
}

function requestHead(
  changes: { without?: string; method?: string; path?: string; more?: Pair[] } = {},
): Pair[] {
  const { method = 'GET', path = '/atlas/world/v1/countries', more = [], without } = changes;
  const pairs: Pair[] = [
    [':method', method],
    [':scheme', 'https'],
    [':authority', 'api'],
    [':path', path],
    ['x-api-key', rig.configuration.token],
    ...more,
  ];
  return pairs.filter(([name]) => name !== without);
}

/** What a request came to: its status, or the code that its stream or connection ended with. */
async function outcome(client: RawHttp2Client, stream: number): Promise<string> {
  const end = () =>
    client.frames.find(
      ({ type, ...of }) =>
        (of.stream === stream && (type === FRAME.headers || type === FRAME.reset)) || type === FRAME.goaway,
    );
  await waitFor(() => end() !== undefined || client.isClosed);
  const found = end();
  if (found?.type === FRAME.headers) return `status ${statusIn(found.payload)}`;
  return found?.type === FRAME.reset ? 'reset' : 'closed';
}

// Of the statuses of HPACK's static table, or a literal one with an indexed name.
function statusIn(block: Buffer): number {
  const known = [200, 204, 206, 304, 400, 404, 500];
  const first = block[0] as number;
  if (first >= 0x88 && first <= 0x8e) return known[first - 0x88] as number;
  const isHuffman = ((block[1] as number) & 0x80) !== 0;
  return isHuffman ? -1 : Number(block.subarray(2, 5).toString('latin1'));
}

async function send(pairs: Pair[], body?: Buffer): Promise<string> {
  const client = await open();
  const flags = body ? FLAG.endHeaders : WHOLE;
  client.send(frame(FRAME.headers, flags, 1, headerBlock(pairs)));
  if (body) client.send(frame(FRAME.data, FLAG.endStream, 1, body));
  return outcome(client, 1);
}

const MALFORMED: [string, () => Pair[]][] = [
  ['no method', () => requestHead({ without: ':method' })],
  ['no path', () => requestHead({ without: ':path' })],
  ['no scheme', () => requestHead({ without: ':scheme' })],
  ['no host at all', () => requestHead({ without: ':authority' })],
  ['an empty path', () => requestHead({ path: '' })],
  ['two methods', () => [[':method', 'POST'], ...requestHead()]],
  ['two paths', () => [[':path', '/other'], ...requestHead()]],
  ['two hosts', () => [[':authority', 'other'], ...requestHead()]],
  ['another host beside the authority', () => requestHead({ more: [['host', 'other']] })],
  ['a host with a user', () => [...requestHead({ without: ':authority' }), ['host', 'a@api']]],
  ['a plain scheme', () => [[':scheme', 'http'], ...requestHead({ without: ':scheme' })]],
  ['a pseudo-header that is none', () => [[':proto', 'x'], ...requestHead()]],
  ['a status', () => [[':status', '200'], ...requestHead()]],
  ['a pseudo-header after a header', () => [['x-a', '1'], ...requestHead()]],
  ['a CONNECT', () => requestHead({ method: 'CONNECT' })],
  ['a method with a space', () => requestHead({ method: 'GET /' })],
  ['a capital in a name', () => requestHead({ more: [['X-A', '1']] })],
  ['a line break in the path', () => requestHead({ path: '/atlas/world/v1/countries HTTP/1.1\r\nx: y' })],
  ['connection', () => requestHead({ more: [['connection', 'x-api-key']] })],
  ['keep-alive', () => requestHead({ more: [['keep-alive', 'timeout=5']] })],
  ['proxy-connection', () => requestHead({ more: [['proxy-connection', 'close']] })],
  ['transfer-encoding', () => requestHead({ more: [['transfer-encoding', 'chunked']] })],
  ['upgrade', () => requestHead({ more: [['upgrade', 'h2c']] })],
  ['te other than trailers', () => requestHead({ more: [['te', 'gzip']] })],
  ['an expectation that is unknown', () => requestHead({ more: [['expect', 'tea']] })],
  ['a length that is no number', () => requestHead({ method: 'POST', more: [['content-length', '+2']] })],
  [
    'two lengths',
    () =>
      requestHead({
        method: 'POST',
        more: [
          ['content-length', '2'],
          ['content-length', '2'],
        ],
      }),
  ],
];

const UNREADABLE: [string, Pair][] = [
  ['a space in a name', ['x a', '1']],
  ['a colon in a name', ['x:a', '1']],
  ['an empty name', ['', '1']],
  ['a line break in a value', ['x-a', '1\r\nx-b: 2']],
  ['a NUL in a value', ['x-a', '1\0']],
];

describe('a request that two readers could take differently never reaches the upstream', () => {
  test.each(MALFORMED)('%s', async (_, pairs) => {
    const before = rig.upstream.requests.length;
    expect(['status 400', 'status -1', 'reset', 'closed']).toContain(await send(pairs()));
    expect(rig.upstream.requests).toHaveLength(before);
  });

  test.each(UNREADABLE)('%s goes no further than here', async (_, pair) => {
    const before = rig.upstream.requests.length;
    const result = await send(requestHead({ more: [pair] }));
    const arrived = rig.upstream.requests.slice(before).map(({ head }) => head);
    expect(arrived).toHaveLength(result === 'status 200' ? 1 : 0);
    expect(arrived.join()).not.toMatch(/^(?:x.a|x-b|):/m);
  });

  test.each([
    ['more', Buffer.from('hello, smuggled')],
    ['less', Buffer.from('he')],
  ])('%s body than its length says', async (_, body) => {
    const length: Pair = ['content-length', '5'];
    const result = await send(requestHead({ method: 'POST', more: [length] }), body);
    expect(['reset', 'closed']).toContain(result);
    expect(rig.upstream.requests.some((request) => request.body.includes('smuggled'))).toBe(false);
  });

  test('a body where none was said', async () => {
    const client = await open();
    client.send(frame(FRAME.headers, WHOLE, 1, headerBlock(requestHead())));
    client.send(frame(FRAME.data, FLAG.endStream, 1, Buffer.from('GET / HTTP/1.1\r\n\r\n')));
    await waitFor(() => client.frames.some(({ type }) => type === FRAME.reset || type === FRAME.goaway));
  });
});

describe('no spelling of a path opens a route the key does not', () => {
  test.each(SECRET_SPELLINGS)('%s', async (path) => {
    const before = rig.upstream.requests.length;
    expect(await send(requestHead({ path: Buffer.from(path).toString('latin1') }))).not.toBe('status 200');
    expect(rig.upstream.requests).toHaveLength(before);
  });
});

test('what upstreams trust is there once and always ours', async () => {
  const forged = [
    'tollgate-app',
    'x-request-id',
    'x-forwarded-for',
    'x-forwarded-proto',
    'via',
    'tollgate_app',
  ];
  const result = await send(requestHead({ more: forged.map((name) => [name, 'forged'] as const) }));
  expect(result).toBe('status 200');
  const head = rig.upstream.requests.at(-1)?.head ?? '';
  expect(head).not.toContain('forged');
  for (const name of forged.slice(0, -1)) {
    expect(head.match(new RegExp(`^${name}: `, 'gm'))).toHaveLength(1);
  }
});

test('101 headers and an address of 9,000 letters are refused, 10,000 headers end the request', async () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => [`h${i}`, '1'] as const);
  const before = rig.upstream.requests.length;
  expect(await send(requestHead({ more: many(101) }))).toMatch(/^status (431|-1)$/);
  expect(await send(requestHead({ path: `/atlas/${'a'.repeat(9000)}` }))).toMatch(/^status (414|-1)$/);
  const client = await open();
  const block = headerBlock(requestHead({ more: many(10_000) }));
  client.send(frame(FRAME.headers, FLAG.endStream, 1, block.subarray(0, 16_000)));
  for (let at = 16_000; at < block.length; at += 16_000) {
    const isLast = at + 16_000 >= block.length;
    client.send(frame(FRAME.continuation, isLast ? FLAG.endHeaders : 0, 1, block.subarray(at, at + 16_000)));
  }
  expect(await outcome(client, 1)).not.toBe('status 200');
  expect(rig.upstream.requests).toHaveLength(before);
});

test('a body beyond the limit is answered 413 and stopped, in bounded memory', async () => {
  const session = openHttp2(worker.tlsPort as number);
  const before = rig.upstream.bytesReceived;
  const headers = {
    ':method': 'POST',
    ':path': '/atlas/world/v1/countries',
    'x-api-key': rig.configuration.token,
  };
  const answer = await callHttp2(session, headers, Buffer.alloc(64 * 1024 * 1024));
  expect(answer.status).toBe(413);
  expect(rig.upstream.bytesReceived - before).toBeLessThan(MAX_BODY_BYTES + 300_000);
  session.destroy();
});

const FLOODS: [string, (client: RawHttp2Client, round: number) => Buffer][] = [
  [
    'requests taken back at once',
    (_, round) =>
      Buffer.concat([
        frame(FRAME.headers, WHOLE, 2 * round + 1, headerBlock(requestHead())),
        frame(FRAME.reset, 0, 2 * round + 1, Buffer.from([0, 0, 0, 8])),
      ]),
  ],
  ['pings', () => frame(FRAME.ping, 0, 0, Buffer.alloc(8))],
  ['settings', () => frame(FRAME.settings, 0, 0)],
  [
    'continuations without end',
    (_, round) =>
      round === 0
        ? frame(FRAME.headers, FLAG.endStream, 1, headerBlock(requestHead()))
        : frame(FRAME.continuation, 0, 1, headerBlock([[`x-${round}`, '1']])),
  ],
  [
    'empty pieces of a body',
    (_, round) =>
      round === 0
        ? frame(FRAME.headers, FLAG.endHeaders, 1, headerBlock(requestHead({ method: 'POST' })))
        : frame(FRAME.data, 0, 1),
  ],
  [
    'streams beyond those allowed',
    (_, round) =>
      frame(FRAME.headers, FLAG.endHeaders, 2 * round + 1, headerBlock(requestHead({ method: 'POST' }))),
  ],
  [
    'frames for streams that were refused',
    (_, round) =>
      Buffer.concat([
        frame(FRAME.headers, FLAG.endHeaders, 2 * round + 1, headerBlock(requestHead())),
        frame(FRAME.windowUpdate, 0, 2 * round + 1, Buffer.alloc(4)),
      ]),
  ],
];

test.each(FLOODS)('a flood of %s ends the connection', async (_, next) => {
  const client = await open();
  const before = rig.upstream.requests.length;
  let round = 0;
  const isOver = () => client.isClosed || client.frames.some(({ type }) => type === FRAME.goaway);
  while (!isOver() && round < 20_000) {
    for (let i = 0; i < 50; i++) client.send(next(client, round++));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await waitFor(isOver);
  expect(round).toBeLessThan(20_000);
  expect(rig.upstream.requests.length - before).toBeLessThan(1000);
});

test('a connection that says nothing, and one that has nothing more to say, are ended', async () => {
  const silent = await open();
  await waitFor(() => silent.isClosed || silent.frames.some(({ type }) => type === FRAME.goaway), 5000);
  const used = await open();
  used.send(frame(FRAME.headers, WHOLE, 1, headerBlock(requestHead())));
  expect(await outcome(used, 1)).toBe('status 200');
  await waitFor(() => used.frames.some(({ type }) => type === FRAME.goaway) || used.isClosed, 5000);
});

test('headers that never end are cut off', async () => {
  const client = await open();
  client.send(frame(FRAME.headers, FLAG.endStream, 1, headerBlock(requestHead())));
  await waitFor(() => client.isClosed || client.frames.some(({ type }) => type === FRAME.goaway), 6000);
});

test('a body that never ends is answered 408, and its call upstream ended', async () => {
  const client = await open();
  client.send(frame(FRAME.headers, FLAG.endHeaders, 1, headerBlock(requestHead({ method: 'POST' }))));
  const drip = setInterval(() => client.send(frame(FRAME.data, 0, 1, Buffer.from('x'))), 100);
  expect(await outcome(client, 1)).toMatch(/^status (408|-1)$/);
  clearInterval(drip);
  await waitFor(() => rig.events().at(-1)?.status === 499);
});

test('a client that takes nothing of an answer loses it', async () => {
  rig.upstream.script = (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10000000\r\n\r\n');
    socket.write(Buffer.alloc(10_000_000));
  };
  const client = await open();
  client.send(frame(FRAME.headers, WHOLE, 1, headerBlock(requestHead())));
  await waitFor(
    () => client.isClosed || client.frames.some(({ type, stream }) => type === FRAME.reset && stream === 1),
    6000,
  );
  rig.upstream.script = (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
});
