import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../../config.ts';
import { createLogger } from '../../process/logger.ts';
import { startWorker } from '../../worker/start-worker.ts';

let rig: GatewayRig;
beforeEach(async () => {
  rig = await startGatewayRig((env) => startWorker(readConfig(env), createLogger('silent', 'test')), {
    plan: { limits: [{ name: 'minute', requests: 100, windowSeconds: 60 }], quota: { requests: 100 } },
  });
});
afterEach(() => rig.close());

async function use(id: string, config: unknown): Promise<void> {
  rig.feed.commit([{ ...rig.configuration.version, policies: [{ id, config }] }]);
  await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
}

const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;

/** A body whose length is not known before its end. */
const streamed = (...chunks: string[]): RequestInit => ({
  method: 'POST',
  body: ReadableStream.from(chunks.map((chunk) => Buffer.from(chunk))),
  duplex: 'half',
});
const json = (body: string): RequestInit => ({
  method: 'POST',
  body,
  headers: { 'content-type': 'application/json' },
});
const remaining = async () => {
  const response = await rig.call('/countries/FR');
  return /"minute";r=(\d+)/.exec(response.headers.get('ratelimit') ?? '')?.[1];
};

describe('request-size', () => {
  beforeEach(() => use('request-size', { maxBodyBytes: 10 }));

  test('a body that is declared too large is refused before a key is asked for', async () => {
    const response = await fetch(rig.url('/countries'), { method: 'POST', body: 'x'.repeat(11) });
    expect(response.status).toBe(413);
    expect(await codeOf(response)).toBe('body_too_large');
    expect(rig.upstream.requests).toHaveLength(0);
  });

  test('a body that streams is cut off when it is too large, and passes when it is not', async () => {
    expect((await rig.call('/countries', streamed('01234', '56789'))).status).toBe(200);
    const response = await rig.call('/countries', streamed('01234', '56789', 'x'));
    expect(await codeOf(response)).toBe('body_too_large');
    expect(rig.upstream.requests).toHaveLength(1);
  });
});

test('redirect sends a caller without a key elsewhere, and nothing is billed', async () => {
  await use('redirect', { from: ['/old/*'], to: '/world/v2/{rest}' });
  const response = await fetch(rig.url('/old/countries?a=1'), { redirect: 'manual' });
  expect(response.status).toBe(308);
  expect(response.headers.get('location')).toBe('/world/v2/countries?a=1');
  expect(rig.events().at(-1)).toMatchObject({ status: 308, billable: 0, problem: '' });
  expect((await rig.call('/countries/FR')).status).toBe(200);
});

describe('respond', () => {
  test('everyone is answered with the text, whatever the path', async () => {
    await use('respond', { status: 503, body: '{"message":"later"}', headers: { 'retry-after': '60' } });
    const response = await fetch(rig.url('/nowhere'));
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ message: 'later' });
    expect(response.headers.get('retry-after')).toBe('60');
    expect(response.headers.get('x-request-id')).toMatch(/^req_/);
    expect(rig.events().at(-1)).toMatchObject({ status: 503, billable: 0 });
    const head = await fetch(rig.url('/nowhere'), { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe('19');
  });

  test('an answer without a body ends, and the connection serves the next request', async () => {
    await use('respond', { status: 200, paths: ['/empty'] });
    for (let i = 0; i < 2; i++) expect(await (await rig.call('/empty')).text()).toBe('');
    expect((await rig.call('/countries/FR')).status).toBe(200);
  });

  test('subscribers are answered only with a key, and it takes none of their quota', async () => {
    await use('respond', {
      body: 'fixed',
      contentType: 'text/plain',
      to: 'subscribers',
      paths: ['/countries'],
    });
    expect((await fetch(rig.url('/countries'))).status).toBe(401);
    for (let i = 0; i < 3; i++) {
      const response = await rig.call('/countries');
      expect(await response.text()).toBe('fixed');
      expect(response.headers.get('content-type')).toBe('text/plain');
    }
    expect(await remaining()).toBe('99');
    expect(rig.upstream.requests).toHaveLength(1);
  });
});

test('bot-rules refuses an agent before its key is looked at, and admits others', async () => {
  await use('bot-rules', { deny: ['evilbot'] });
  const response = await fetch(rig.url('/countries'), { headers: { 'user-agent': 'EvilBot/1.0' } });
  expect(response.status).toBe(403);
  expect(await codeOf(response)).toBe('forbidden');
  expect((await rig.call('/countries', { headers: { 'user-agent': 'curl/8.0' } })).status).toBe(200);
});

test('spike-arrest refuses what comes too fast, and that takes nothing of the limits', async () => {
  await use('spike-arrest', { requests: 1, per: 'minute', burst: 2 });
  const statuses = [];
  for (let i = 0; i < 4; i++) statuses.push((await rig.call('/countries/FR')).status);
  expect(statuses).toEqual([200, 200, 429, 429]);
  const refused = await rig.call('/countries/FR');
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
  expect(await codeOf(refused)).toBe('rate_limited');
  await use('cors', { origins: ['*'] });
  expect(await remaining()).toBe('97');
});

describe('threat-limits', () => {
  test('too many parameters are refused before a key is asked for', async () => {
    await use('threat-limits', { maxQueryParameters: 1 });
    const response = await fetch(rig.url('/countries?a=1&b=2'));
    expect(response.status).toBe(400);
    expect(await codeOf(response)).toBe('request_refused');
  });

  test('in mode report they pass, and are counted', async () => {
    await use('threat-limits', { maxQueryParameters: 1, mode: 'report' });
    expect((await rig.call('/countries?a=1&b=2')).status).toBe(200);
    expect(rig.upstream.requests).toHaveLength(1);
  });

  test('JSON that is too deep is refused, and other JSON arrives byte for byte, framed once', async () => {
    await use('threat-limits', { maxJsonDepth: 2, maxJsonBytes: 100 });
    const response = await rig.call('/countries', json('[[[]]]'));
    expect(await codeOf(response)).toBe('request_refused');
    expect(rig.upstream.requests).toHaveLength(0);
    const body = '{ "code" : [ 1.0 ] }';
    expect((await rig.call('/countries', json(body))).status).toBe(200);
    const headers = { 'content-type': 'application/json' };
    expect((await rig.call('/countries', { ...streamed('{ "code" ', ': [ 1.0 ] }'), headers })).status).toBe(
      200,
    );
    for (const request of rig.upstream.requests) {
      expect(request.body.toString()).toBe(body);
      expect(request.head.match(/content-length: 20/gi)).toHaveLength(1);
      expect(request.head).not.toMatch(/transfer-encoding/i);
    }
    expect(rig.events().at(-1)).toMatchObject({ request_bytes: 20, billable: 1 });
  });

  test('JSON that is larger than may be read is refused, however it is sent', async () => {
    await use('threat-limits', { maxJsonDepth: 2, maxJsonBytes: 100 });
    const body = `"${'x'.repeat(100)}"`;
    const headers = { 'content-type': 'application/problem+json; charset=utf-8' };
    expect(await codeOf(await rig.call('/countries', json(body)))).toBe('body_too_large');
    expect(await codeOf(await rig.call('/countries', { ...streamed(body), headers }))).toBe('body_too_large');
    expect(rig.upstream.requests).toHaveLength(0);
    expect(await remaining()).toBe('99');
  });

  test('JSON that is compressed is refused, and other bodies stream', async () => {
    await use('threat-limits', { maxJsonDepth: 2, maxJsonBytes: 100 });
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    expect(await codeOf(await rig.call('/countries', { method: 'POST', body: 'x', headers }))).toBe(
      'request_refused',
    );
    const text = { method: 'POST', body: 'x'.repeat(1000), headers: { 'content-type': 'text/plain' } };
    expect((await rig.call('/countries', text)).status).toBe(200);
  });
});
