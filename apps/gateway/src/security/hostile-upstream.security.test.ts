import { setTimeout as sleep } from 'node:timers/promises';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { sendRaw } from '@tollgate/testkit/gateway/raw-client';
import type { UpstreamScript } from '@tollgate/testkit/gateway/raw-upstream';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker } from '../worker/start-worker.ts';

let rig: GatewayRig;
beforeAll(async () => {
  rig = await startGatewayRig((env) => startWorker(readConfig(env), createLogger('silent', 'test')), {
    version: { upstream: { headTimeoutMs: 500, idleTimeoutMs: 500 } },
  });
});
afterAll(() => rig.close());

const good: UpstreamScript = (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
afterEach(() => {
  rig.upstream.script = good;
});

function answering(...parts: string[]): UpstreamScript {
  return (socket) => {
    for (const part of parts) socket.write(part, 'latin1');
  };
}

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  return (await response.json()) as { code: string };
}

const NONSENSE: [string, UpstreamScript][] = [
  ['text that is not HTTP', answering('SSH-2.0-OpenSSH_9.7\r\n')],
  ['bytes', answering('\x00\x01\x02\x03\xff\xfe\r\n\r\n')],
  ['a status that is none', answering('HTTP/1.1 9999 Odd\r\n\r\n')],
  [
    'an unasked change of protocol',
    answering('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
  ],
  ['two lengths', answering('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nok!')],
  [
    'a length and chunks',
    answering('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'),
  ],
  ['a head of 100 KB', answering(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(100_000)}\r\n\r\n`)],
  ['20,000 headers', answering(`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(20_000)}\r\n`)],
  ['a bare line feed', answering('HTTP/1.1 200 OK\ncontent-length: 2\n\nok')],
  ['a control character in a header', answering('HTTP/1.1 200 OK\r\nx: a\x01b\r\ncontent-length: 0\r\n\r\n')],
  ['nothing, and closes', (socket) => socket.end()],
  ['half a head, and closes', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-le')],
  ['a reset', (socket) => socket.resetAndDestroy()],
];

describe('an upstream that answers nonsense is 502 upstream_invalid_response', () => {
  test.each(NONSENSE)('%s', async (_name, script) => {
    rig.upstream.script = script;
    const response = await rig.call('/countries/FR', { method: 'PUT', body: '{}' });
    expect(response.status).toBe(502);
    expect((await problemOf(response)).code).toBe('upstream_invalid_response');
    await waitFor(() => rig.events().at(-1)?.problem === 'upstream_invalid_response');
    expect(rig.events().at(-1)).toMatchObject({ status: 502, billable: 0, attempts: 1 });
    rig.upstream.script = good;
    expect(await (await rig.call('/countries/FR')).text()).toBe('ok');
  });
});

test('interim answers nobody asked for are read over', async () => {
  rig.upstream.script = answering(
    'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok',
  );
  expect(await (await rig.call('/countries/FR')).text()).toBe('ok');
});

test('a flood of interim answers is cut off', async () => {
  rig.upstream.script = (socket) => {
    const flood = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'), 5);
    socket.on('close', () => clearInterval(flood));
  };
  const response = await rig.call('/countries/FR');
  expect(response.status).toBe(502);
});

test('an upstream that never answers is 504 after its time', async () => {
  rig.upstream.script = () => {};
  const startedAt = Date.now();
  const response = await rig.call('/countries/FR');
  expect(response.status).toBe(504);
  expect((await problemOf(response)).code).toBe('upstream_timeout');
  expect(Date.now() - startedAt).toBeLessThan(3000);
});

test('an upstream that drips its head is 504 too', async () => {
  rig.upstream.script = (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    const drip = setInterval(() => socket.write('x: y\r\n'), 50);
    socket.on('close', () => clearInterval(drip));
  };
  expect((await rig.call('/countries/FR')).status).toBe(504);
});

const BROKEN: [string, UpstreamScript][] = [
  ['less than its length', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhello')],
  [
    'chunks without their end',
    (socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n'),
  ],
  [
    'a chunk size that is none',
    answering('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n'),
  ],
  ['silence in the middle', answering('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhello')],
  [
    'a reset in the middle',
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhello');
      setTimeout(() => socket.resetAndDestroy(), 50);
    },
  ],
];

describe('an answer that breaks off is never made to look whole, and is not billed', () => {
  test.each(BROKEN)('%s', async (_name, script) => {
    rig.upstream.script = script;
    const before = rig.events().length;
    const lines = [
      'GET /atlas/world/v1/countries/FR HTTP/1.1',
      'Host: a',
      `X-API-Key: ${rig.configuration.token}`,
    ];
    const answer = await sendRaw(rig.gateway.port, `${lines.join('\r\n')}\r\n\r\n`, { quietMs: 3000 });
    expect(answer.isClosed).toBe(true);
    expect(answer.text).not.toMatch(/0\r\n\r\n$/);
    expect(answer.text).not.toContain('hello\r\n\r\n0');
    await waitFor(() => rig.events().length > before);
    expect(rig.events().at(-1)).toMatchObject({ billable: 0, problem: expect.stringMatching(/^upstream_/) });
  });
});

test('bytes beyond the length of an answer are never given to the next request', async () => {
  rig.upstream.script = answering(
    'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil',
  );
  expect(await (await rig.call('/countries/FR')).text()).toBe('ok');
  rig.upstream.script = good;
  for (let i = 0; i < 5; i++) expect(await (await rig.call('/countries/FR')).text()).toBe('ok');
});

test('an upstream that takes no connection is 502 upstream_unreachable', async () => {
  const { version } = rig.configuration;
  rig.feed.commit([{ ...version, upstream: { ...version.upstream, url: 'http://127.0.0.1:1' } }]);
  await waitFor(async () => {
    const response = await rig.call('/countries/FR');
    return response.status === 502 && (await problemOf(response)).code === 'upstream_unreachable';
  });
  rig.feed.commit([version]);
  await waitFor(async () => (await rig.call('/countries/FR')).status === 200);
});

test('an idempotent call on a connection gone stale is repeated once, any other never', async () => {
  let calls = 0;
  rig.upstream.script = (socket) => {
    calls++;
    if (calls % 2 === 1) socket.destroy();
    else socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
  };
  expect((await rig.call('/countries/FR')).status).toBe(200);
  expect(calls).toBe(2);
  expect((await rig.call('/countries', { method: 'POST', body: '{}' })).status).toBe(502);
  expect(calls).toBe(3);
  await waitFor(() => rig.events().some((event) => event.attempts === 2));
});

test('a private address that no operator allowed is never connected to', async () => {
  const { version } = rig.configuration;
  const before = rig.upstream.connections;
  const { port } = rig.upstream;
  const spellings = [
    'localhost',
    '127.0.0.2',
    '0.0.0.0',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '2130706433',
    '0x7f.1',
  ];
  for (const host of spellings) {
    const batch = rig.feed.commit([
      { ...version, upstream: { ...version.upstream, url: `http://${host}:${port}` } },
    ]);
    // What the URL parser makes of numbers is the address an operator did allow.
    if (new URL(`http://${host}:${port}`).hostname === '127.0.0.1') continue;
    await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === batch.changeNumber);
    expect((await rig.call('/countries/FR')).status).toBe(502);
  }
  expect(rig.upstream.connections).toBe(before);
  rig.feed.commit([version]);
  await waitFor(async () => (await rig.call('/countries/FR')).status === 200);
});

test('a caller that hangs up ends the call upstream', async () => {
  let isUpstreamClosed = false;
  rig.upstream.script = (socket) => {
    socket.on('close', () => {
      isUpstreamClosed = true;
    });
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhello');
  };
  const abort = new AbortController();
  const response = await rig.call('/countries/FR', { signal: abort.signal });
  expect(response.status).toBe(200);
  abort.abort();
  await waitFor(() => isUpstreamClosed);
  await waitFor(() => rig.events().at(-1)?.response_bytes === 5);
  expect(rig.events().at(-1)).toMatchObject({ status: 200, billable: 1, problem: '' });
});

test('a slow reader slows the upstream down instead of filling memory', async () => {
  const chunk = Buffer.alloc(65_536);
  let written = 0;
  rig.upstream.script = (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 500000000\r\n\r\n');
    const pump = () => {
      while (!socket.destroyed && socket.write(chunk)) written += chunk.length;
      written += chunk.length;
    };
    socket.on('drain', pump);
    pump();
  };
  const response = await rig.call('/countries/FR');
  const reader = response.body?.getReader();
  await reader?.read();
  await sleep(400);
  const atRest = written;
  await sleep(300);
  expect(written).toBe(atRest);
  expect(written).toBeLessThan(30_000_000);
  await reader?.cancel();
});
