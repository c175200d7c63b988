import { gzipSync } from 'node:zlib';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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

/** The upstream answers this, framed by its length unless the headers say otherwise. */
function answerWith(body: string | Buffer, headers = 'content-type: application/json', status = '200 OK') {
  const length = /transfer-encoding/.test(headers) ? '' : `content-length: ${body.length}\r\n`;
  rig.upstream.script = (socket) => {
    socket.write(`HTTP/1.1 ${status}\r\n${headers}\r\n${length}\r\n`);
    socket.write(body);
  };
}

const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;
const lastHead = () => rig.upstream.requests.at(-1)?.head ?? '';

describe('request-transform', () => {
  test('headers, query and body arrive changed, with ours exactly once', async () => {
    await use({
      id: 'request-transform',
      config: {
        removeHeaders: ['x-gone'],
        setHeaders: { 'x-app': '{app} {plan}' },
        setQuery: { app: '{app}' },
        setBody: { '/app': '{app}' },
      },
    });
    const response = await rig.call('/countries?a=1', {
      method: 'POST',
      body: '{"code":"XX"}',
      headers: { 'content-type': 'application/json', 'x-gone': '1', 'tollgate-app': 'forged' },
    });
    expect(response.status).toBe(200);
    const head = lastHead();
    expect(head).toMatch(/^POST \/countries\?a=1&app=app_atlas HTTP/);
    expect(head).toMatch(/^x-app: app_atlas pln_atlas\r?$/m);
    expect(head).not.toMatch(/x-gone|forged|x-api-key/i);
    expect(head.match(/^tollgate-app: /gim)).toHaveLength(1);
    const body = rig.upstream.requests.at(-1)?.body.toString() ?? '';
    expect(body).toBe('{"code":"XX","app":"app_atlas"}');
    expect(head.match(/^content-length: (\d+)/gim)).toEqual([`content-length: ${body.length}`]);
    expect(rig.events().at(-1)).toMatchObject({ request_bytes: 13, billable: 1 });
  });

  test('a request without a body is forwarded without one', async () => {
    await use({ id: 'request-transform', config: { setBody: { '/app': '{app}' } } });
    expect((await rig.call('/countries/FR')).status).toBe(200);
    expect(lastHead()).not.toMatch(/content-length/i);
  });

  test('a transformation and another policy both see what stands before them', async () => {
    await use(
      { id: 'request-transform', config: { setBody: { '/deep': '[[[]]]' } } },
      { id: 'threat-limits', config: { maxJsonDepth: 3 } },
    );
    const headers = { 'content-type': 'application/json' };
    const response = await rig.call('/countries', { method: 'POST', body: '{}', headers });
    expect(await codeOf(response)).toBe('request_refused');
  });
});

describe('response-transform', () => {
  const body = (config: object) => use({ id: 'response-transform', config });

  test('headers are changed, ours stay, and the body streams as it comes', async () => {
    await body({
      removeHeaders: ['server'],
      setHeaders: { 'x-by': 'tollgate', 'content-type': 'text/plain' },
    });
    let end = () => {};
    rig.upstream.script = (socket) => {
      socket.write(
        'HTTP/1.1 200 OK\r\nserver: x\r\ncontent-type: a/b\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n',
      );
      end = () => socket.write('0\r\n\r\n');
    };
    const response = await rig.call('/countries/FR');
    expect(response.headers.get('server')).toBeNull();
    expect(response.headers.get('x-by')).toBe('tollgate');
    expect(response.headers.get('content-type')).toBe('text/plain');
    expect(response.headers.get('x-request-id')).toMatch(/^req_/);
    expect(response.headers.get('server-timing')).toMatch(/^gw;dur/);
    const reader = response.body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('ab');
    end();
    expect((await reader?.read())?.done).toBe(true);
  });

  test('JSON is changed whole, however the upstream frames it, and is billed', async () => {
    await body({ removeBody: ['/internal'], setBody: { '/request': '{requestId}' } });
    answerWith('{"a":1,"internal":2}');
    const response = await rig.call('/countries/FR', { headers: { 'accept-encoding': 'gzip' } });
    const text = await response.text();
    expect(JSON.parse(text)).toEqual({ a: 1, request: response.headers.get('x-request-id') });
    expect(response.headers.get('content-length')).toBe(String(text.length));
    expect(lastHead()).not.toMatch(/accept-encoding/i);
    expect(rig.events().at(-1)).toMatchObject({ status: 200, billable: 1, response_bytes: text.length });
    answerWith(
      'a\r\n{"a":[],"i\r\na\r\nnternal":2\r\n1\r\n}\r\n0\r\n\r\n',
      'content-type: application/json\r\ntransfer-encoding: chunked',
    );
    expect(await (await rig.call('/countries/FR')).json()).toMatchObject({
      a: [],
      request: expect.any(String),
    });
  });

  test('other answers stream as they are', async () => {
    await body({ removeBody: ['/internal'] });
    answerWith('{"internal":1}', 'content-type: text/plain');
    expect(await (await rig.call('/countries/FR')).text()).toBe('{"internal":1}');
  });

  test.each([
    ['is larger than may be changed', `"${'x'.repeat(200)}"`, ''],
    [
      'is larger, and its length unknown',
      `c8\r\n"${'x'.repeat(199)}\r\n1\r\n"\r\n0\r\n\r\n`,
      'transfer-encoding: chunked',
    ],
    ['is compressed', gzipSync('{"internal":1}'), 'content-encoding: gzip'],
    ['is no JSON', '{"internal":1', ''],
  ])('JSON that %s is not passed on unchanged', async (_, answer, header) => {
    await body({ removeBody: ['/internal'], maxBodyBytes: 100 });
    answerWith(answer, ['content-type: application/json', header].filter(Boolean).join('\r\n'));
    const response = await rig.call('/countries/FR');
    expect(response.status).toBe(502);
    expect(await codeOf(response)).toBe('upstream_invalid_response');
    expect(rig.events().at(-1)).toMatchObject({ problem: 'upstream_invalid_response', billable: 0 });
    answerWith('{"internal":1,"a":2}');
    expect(await (await rig.call('/countries/FR')).json()).toEqual({ a: 2 });
  });

  test('an answer that breaks off is a problem, as nothing of it was sent yet', async () => {
    await body({ removeBody: ['/internal'] });
    rig.upstream.script = (socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{"a"');
      socket.end();
    };
    const response = await rig.call('/countries/FR');
    expect(response.status).toBe(502);
    expect(await codeOf(response)).toBe('upstream_invalid_response');
  });

  test('HEAD and 304 are answered without a length that would be wrong', async () => {
    await body({ removeBody: ['/internal'] });
    rig.upstream.script = (socket) =>
      socket.write(
        'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 50\r\netag: "1"\r\n\r\n',
      );
    const head = await rig.call('/countries/FR', { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.headers.get('content-length')).toBeNull();
    rig.upstream.script = (socket) => socket.write('HTTP/1.1 304 Not Modified\r\netag: "1"\r\n\r\n');
    expect((await rig.call('/countries/FR', { headers: { 'if-none-match': '"1"' } })).status).toBe(304);
  });

  test('a client that goes away while an answer is held is recorded so', async () => {
    await body({ removeBody: ['/internal'] });
    rig.upstream.script = (socket) =>
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{"a"');
    const abort = new AbortController();
    const call = rig.call('/countries/FR', { signal: abort.signal }).catch(() => 'gone');
    await waitFor(() => rig.upstream.requests.length === 1);
    abort.abort();
    expect(await call).toBe('gone');
    await waitFor(() => rig.events().length === 1);
    expect(rig.events()[0]).toMatchObject({ status: 499, billable: 0 });
  });
});
