import { request as httpRequest } from 'node:http';
import { brotliDecompressSync, gunzipSync, gzipSync, zstdDecompressSync } from 'node:zlib';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../../config.ts';
import { createLogger } from '../../process/logger.ts';
import { startWorker } from '../../worker/start-worker.ts';

let rig: GatewayRig;
beforeEach(async () => {
  rig = await startGatewayRig((env) => startWorker(readConfig(env), createLogger('silent', 'test')));
});
afterEach(() => rig.close());

async function use(...policies: { id: string; config: unknown }[]): Promise<void> {
  rig.feed.commit([{ ...rig.configuration.version, policies }]);
  await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
}

const compress = (config: object = {}) => ({ id: 'compress', config });
const TEXT = JSON.stringify({ countries: Array.from({ length: 500 }, (_, i) => `country ${i % 50}`) });

function answerWith(body: string | Buffer, headers: string, status = '200 OK'): void {
  rig.upstream.script = (socket, { head }) => {
    socket.write(`HTTP/1.1 ${status}\r\n${headers}\r\ncontent-length: ${body.length}\r\n\r\n`);
    if (!head.startsWith('HEAD')) socket.write(body);
  };
}

/** Calls without undoing the encoding; `onChunk` sees the body as it arrives. */
function callRaw(accept: string, { method = 'GET', onChunk = (_: Buffer) => {} } = {}) {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>(
    (resolve, reject) => {
      const headers = { 'x-api-key': rig.configuration.token, 'accept-encoding': accept };
      const request = httpRequest(rig.url('/countries'), { method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          onChunk(chunk);
        });
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
        response.on('error', reject);
      });
      request.on('error', reject);
      request.end();
    },
  );
}

test.each([
  ['gzip', gunzipSync],
  ['br', brotliDecompressSync],
  ['zstd', zstdDecompressSync],
])('an answer is compressed by %s, and is billed as it came', async (encoding, undo) => {
  await use(compress());
  answerWith(TEXT, 'content-type: application/json\r\netag: "1"');
  const { headers, body } = await callRaw(encoding);
  expect(headers).toMatchObject({ 'content-encoding': encoding, vary: 'accept-encoding', etag: 'W/"1"' });
  expect(body.length).toBeLessThan(TEXT.length / 5);
  expect(undo(body).toString()).toBe(TEXT);
  expect(rig.events().at(-1)).toMatchObject({ billable: 1, response_bytes: TEXT.length });
});

test('callers on one connection get whole answers one after another', async () => {
  await use(compress({ minBytes: 0 }));
  answerWith(TEXT, 'content-type: application/json');
  const answers = await Promise.all(
    Array.from({ length: 20 }, async () => (await rig.call('/countries')).text()),
  );
  expect(new Set(answers)).toEqual(new Set([TEXT]));
  answerWith('', 'content-type: application/json');
  expect(await (await rig.call('/countries')).text()).toBe('');
});

test('what came of a stream is passed on before the rest comes', async () => {
  await use(compress());
  let end = () => {};
  rig.upstream.script = (socket) => {
    const head =
      'HTTP/1.1 200 OK\r\ncontent-type: application/x-ndjson\r\ntransfer-encoding: chunked\r\n\r\n';
    socket.write(`${head}6\r\nfirst\n\r\n`);
    end = () => socket.write('5\r\nlast\n\r\n0\r\n\r\n');
  };
  const seen: Buffer[] = [];
  const call = callRaw('gzip', { onChunk: (chunk) => seen.push(chunk) });
  await waitFor(() => Buffer.concat(seen).length > 15);
  end();
  expect(gunzipSync((await call).body).toString()).toBe('first\nlast\n');
});

test('a large answer passes whole through a caller who reads slowly', async () => {
  await use(compress());
  const lines = Array.from({ length: 200_000 }, (_, i) => `${Math.sin(i)}`).join('\n');
  answerWith(lines, 'content-type: text/plain');
  const { body } = await callRaw('gzip');
  expect(gunzipSync(body).toString()).toBe(lines);
});

test('what must not be compressed is passed on as it is', async () => {
  await use(compress());
  const plain = async (body: string | Buffer, headers: string, init = {}, status?: string) => {
    answerWith(body, headers, status);
    const answer = await callRaw('gzip, br', init);
    expect(answer.body.equals(Buffer.from(body)) || answer.body.length === 0).toBe(true);
    return answer.headers['content-encoding'];
  };
  const json = 'content-type: application/json';
  expect(await plain(gzipSync(TEXT), `${json}\r\ncontent-encoding: gzip`)).toBe('gzip');
  expect(await plain(TEXT, `${json}\r\ncache-control: no-transform`)).toBeUndefined();
  expect(await plain('{}', json)).toBeUndefined();
  expect(await plain(TEXT, json, { method: 'HEAD' })).toBeUndefined();
  expect(
    await plain(TEXT, `${json}\r\ncontent-range: bytes 0-1/2`, {}, '206 Partial Content'),
  ).toBeUndefined();
});

test('an answer that breaks off is seen to', async () => {
  await use(compress());
  rig.upstream.script = (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 90000\r\n\r\n${TEXT}`);
    setTimeout(() => socket.destroy(), 30);
  };
  await expect(callRaw('gzip')).rejects.toThrow();
});

test('a caller who goes away in the midst leaves nothing behind', async () => {
  await use(compress());
  rig.upstream.script = (socket) =>
    socket.write(`HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 90000\r\n\r\n${TEXT}`);
  for (let i = 0; i < 60; i++) {
    const abort = new AbortController();
    const call = rig.call('/countries', { signal: abort.signal, headers: { 'accept-encoding': 'br' } });
    await call;
    abort.abort();
  }
  await waitFor(() => rig.events().length === 60);
  answerWith(TEXT, 'content-type: application/json');
  expect((await callRaw('br')).headers['content-encoding']).toBe('br');
});

test('a kept answer is compressed for each caller as it takes it', async () => {
  await use({ id: 'cache', config: {} }, compress());
  answerWith(TEXT, 'content-type: application/json\r\ncache-control: max-age=60\r\netag: "1"');
  expect(gunzipSync((await callRaw('gzip')).body).toString()).toBe(TEXT);
  const brotli = await callRaw('br');
  expect(brotliDecompressSync(brotli.body).toString()).toBe(TEXT);
  expect(brotli.headers['cache-status']).toMatch(/^Tollgate; hit/);
  expect((await callRaw('')).body.toString()).toBe(TEXT);
  expect(rig.upstream.requests).toHaveLength(1);
});
