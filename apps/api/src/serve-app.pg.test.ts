import { once } from 'node:events';
import { connect } from 'node:net';
import { createToken } from '@tollgate/services/tokens/create-token';
import { makeSeller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from './app.ts';
import { ChangeListener } from './feed/change-listener.ts';
import { serveApp } from './serve-app.ts';

let kit: TestServices;
let server: ReturnType<typeof serveApp>;
let port: number;
let authorization: string;

beforeAll(async () => {
  kit = await makeServices();
  const owner = (await makeSeller(kit.services, 'Atlas')).memberCtx('owner');
  authorization = `Bearer ${(await createToken(owner, { name: 'CI', role: 'owner' })).secret}`;
  const log = pino({ level: 'silent' });
  const changes = new ChangeListener(kit.postgres.systemUrl, log);
  const app = createApp({ services: kit.services, log, changes, close: async () => {} });
  port = await new Promise<number>((resolve) => {
    server = serveApp(app, { port: 0, host: '127.0.0.1' }, resolve);
  });
});
afterAll(async () => {
  server.close();
  await kit.close();
});

const send = (path: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${port}${path}`, { ...init, headers: { authorization, ...init.headers } });

/** Everything a raw socket gets back until the server closes or falls silent. */
async function sendRaw(text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(text);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString();
  });
  socket.on('error', () => {});
  const timer = setTimeout(() => socket.destroy(), 1500);
  await new Promise((resolve) => socket.on('close', resolve));
  clearTimeout(timer);
  return answer;
}

test('the head of an answer is what its GET has', async () => {
  const head = await send('/v1/tenant', { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
  expect(head.headers.get('etag')).toBe((await send('/v1/tenant')).headers.get('etag'));
});

for (const path of [
  '/v1/products/%zz',
  '/v1/products/%00',
  '/v1/products/..%2f..%2ftenant',
  '/v1/products/%F0%9F%A6%93',
  `/v1/products/${'x'.repeat(8000)}`,
  '/v1/products/?page[size]=%',
  '/v1//products',
  '/V1/products',
]) {
  test(`${path.slice(0, 40)} is answered as a problem, never as a fault`, async () => {
    const answer = await send(path);
    expect([404, 422]).toContain(answer.status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });
}

test('a body without end is cut off with 413', async () => {
  const chunk = new Uint8Array(65_536).fill(0x20);
  let sent = 0;
  const body = new ReadableStream({
    pull(controller) {
      sent += chunk.byteLength;
      controller.enqueue(chunk);
    },
  });
  const headers = { 'content-type': 'application/json' };
  const answer = await send('/v1/products', {
    method: 'POST',
    body,
    headers,
    duplex: 'half',
  } as RequestInit).catch(() => undefined);
  // The connection may break before the answer is read: then the bytes taken tell.
  if (answer) expect(answer.status).toBe(413);
  expect(sent).toBeLessThan(16 * 1_048_576);
});

test('a body that says it is too large is refused before it is sent', async () => {
  const head = `POST /v1/products HTTP/1.1\r\nhost: a\r\nauthorization: ${authorization}\r\n`;
  const answer = await sendRaw(`${head}content-type: application/json\r\ncontent-length: 99999999\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
});

for (const [what, head] of [
  ['two lengths', 'content-length: 2\r\ncontent-length: 3\r\n'],
  ['a length and chunks', 'content-length: 2\r\ntransfer-encoding: chunked\r\n'],
  ['a header of 20 kB', `x: ${'y'.repeat(20_000)}\r\n`],
] as const) {
  test(`a request with ${what} is refused`, async () => {
    const answer = await sendRaw(`POST /v1/products HTTP/1.1\r\nhost: a\r\n${head}\r\n{}`);
    expect(answer).toMatch(/^HTTP\/1\.1 4(00|31) /);
  });
}

test('a tenth of a megabyte of query is refused, not read', async () => {
  // The reset may come before the answer; any other answer would be wrong.
  expect(await sendRaw(`GET /v1/products?x=${'a'.repeat(100_000)} HTTP/1.1\r\nhost: a\r\n\r\n`)).toMatch(
    / 431 /,
  );
});
