import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { sendRaw } from '@tollgate/testkit/gateway/raw-client';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker } from '../worker/start-worker.ts';

const MAX_BODY_BYTES = 1_000_000;

let rig: GatewayRig;
beforeAll(async () => {
  rig = await startGatewayRig(
    (env) =>
      startWorker(readConfig(env), createLogger('silent', 'test'), {
        httpLimits: { headTimeoutMs: 700, requestTimeoutMs: 1500 },
      }),
    { version: { maxBodyBytes: MAX_BODY_BYTES } },
  );
});
afterAll(() => rig.close());

function head(lines: string[], start = 'POST /atlas/world/v1/countries HTTP/1.1'): string {
  return `${[start, 'Host: api', `X-API-Key: ${rig.configuration.token}`, ...lines].join('\r\n')}\r\n\r\n`;
}

test('10,000 headers are refused with 431', async () => {
  const lines = Array.from({ length: 10_000 }, (_, i) => `x-h-${i}: 1`);
  const answer = await sendRaw(rig.gateway.port, head(lines));
  expect(answer.status).toBe(431);
  expect(answer.text).toContain('"code":"head_too_large"');
  expect(answer.isClosed).toBe(true);
});

test('101 small headers are refused with 431, and none is dropped in silence', async () => {
  const lines = Array.from({ length: 101 }, (_, i) => `h${i}: 1`);
  expect((await sendRaw(rig.gateway.port, head(lines))).status).toBe(431);
  const before = rig.upstream.requests.length;
  expect((await sendRaw(rig.gateway.port, head(lines.slice(0, 90)))).status).toBe(200);
  expect(rig.upstream.requests[before]?.head.match(/^h\d+: 1$/gm)).toHaveLength(90);
});

test('an address of 9,000 letters is refused with 414', async () => {
  const answer = await sendRaw(rig.gateway.port, head([], `GET /atlas/${'a'.repeat(9000)} HTTP/1.1`));
  expect(answer.status).toBe(414);
  expect(answer.text).toContain('"code":"uri_too_long"');
});

test('a head that never ends is answered 408 and closed, though its bytes keep coming', async () => {
  const socket = connect(rig.gateway.port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.on('error', () => {});
  socket.write('GET /atlas/world/v1/countries HTTP/1.1\r\nHost: api\r\n');
  const drip = setInterval(() => socket.write('x: 1\r\n'), 100);
  await waitFor(() => socket.closed, 5000);
  clearInterval(drip);
  expect(text).toMatch(/^HTTP\/1\.1 408 /);
  expect(text).toContain('"code":"request_timeout"');
});

test('a body that never ends is cut off and its upstream call ended', async () => {
  const socket = connect(rig.gateway.port, '127.0.0.1');
  let isClosed = false;
  socket.on('error', () => {});
  socket.on('close', () => {
    isClosed = true;
  });
  socket.write(head(['Content-Length: 1000']));
  const drip = setInterval(() => socket.write('x'), 100);
  await waitFor(() => isClosed, 6000);
  clearInterval(drip);
  const event = rig.events().at(-1);
  expect(event).toMatchObject({ status: 499, billable: 0 });
});

test('a declared gigabyte is refused with 413 before a byte of it reaches the upstream', async () => {
  const before = rig.upstream.requests.length;
  const answer = await sendRaw(rig.gateway.port, head([`Content-Length: ${1024 ** 3}`]));
  expect(answer.status).toBe(413);
  expect(answer.text).toContain('"code":"body_too_large"');
  expect(rig.upstream.requests).toHaveLength(before);
});

test('a declared gigabyte that asks first is refused without being sent', async () => {
  const answer = await sendRaw(
    rig.gateway.port,
    head([`Content-Length: ${1024 ** 3}`, 'Expect: 100-continue']),
  );
  expect(answer.status).toBe(413);
  expect(answer.text).not.toContain('100 Continue');
});

test('a body that asks first is welcomed once its request is admitted', async () => {
  const socket = connect(rig.gateway.port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.write(head(['Content-Length: 5', 'Expect: 100-continue']));
  await waitFor(() => text.includes('100 Continue'));
  socket.write('hello');
  await waitFor(() => text.includes('200 OK'));
  socket.destroy();
  expect(rig.upstream.requests.at(-1)?.body.toString()).toBe('hello');
  expect(rig.upstream.requests.at(-1)?.head).not.toMatch(/^expect:/im);
});

test('a streamed gigabyte is refused with 413 after the limit, in bounded memory', async () => {
  const socket = connect(rig.gateway.port, '127.0.0.1');
  let text = '';
  let sent = 0;
  let isOver = false;
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    isOver = true;
  });
  const before = rig.upstream.bytesReceived;
  socket.write(head(['Transfer-Encoding: chunked']));
  const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536), Buffer.from('\r\n')]);
  while (!isOver && sent < 1024 ** 3) {
    sent += chunk.length;
    if (!socket.write(chunk))
      await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), sleep(50)]);
  }
  await waitFor(() => isOver, 5000);
  expect(text).toMatch(/^HTTP\/1\.1 413 /);
  expect(text).toContain('"code":"body_too_large"');
  expect(rig.upstream.bytesReceived - before).toBeLessThan(MAX_BODY_BYTES + 300_000);
  expect(sent).toBeLessThan(1024 ** 3);
  expect(rig.events().at(-1)).toMatchObject({ status: 413, problem: 'body_too_large', billable: 0 });
});

test('after all of this, good traffic is served', async () => {
  expect((await rig.call('/countries/FR')).status).toBe(200);
});
