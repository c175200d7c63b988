import { request as httpRequest } from 'node:http';
import { UsageEvent } from '@tollgate/domain/usage-event';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { makeConfiguration, makeKey } from '@tollgate/testkit/gateway/make-configuration';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker } from '../worker/start-worker.ts';

let rig: GatewayRig;
beforeEach(async () => {
  rig = await startGatewayRig((env) => startWorker(readConfig(env), createLogger('silent', 'test')), {
    plan: { limits: [{ name: 'minute', requests: 5, windowSeconds: 60 }], quota: { requests: 100 } },
    env: { GATEWAY_DOMAIN: 'api.example.com' },
  });
});
afterEach(() => rig.close());

interface ProblemBody {
  type: string;
  code: string;
  requestId: string;
  'violated-policies'?: string[];
}
const problemOf = async (response: Response) => (await response.json()) as ProblemBody;
const applied = () => waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
const lastEvent = async (count = 1) => {
  await waitFor(() => rig.events().length >= count);
  return rig.events().at(-1);
};

/** A call with a Host of one's own, which fetch does not allow. */
function callHost(host: string, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { host, 'x-api-key': rig.configuration.token };
    httpRequest({ host: '127.0.0.1', port: rig.gateway.port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

test('a call is forwarded, counted, and its headers say what is left', async () => {
  const response = await rig.call('/countries/FR?lang=en');
  expect(response.status).toBe(200);
  expect(await response.text()).toBe('ok');
  expect(rig.upstream.requests.at(-1)?.head).toMatch(/^GET \/countries\/FR\?lang=en HTTP\/1\.1/);
  const { headers } = response;
  expect(headers.get('ratelimit-policy')).toMatch(/^"minute";q=5;w=60, "month";q=100;w=\d+$/);
  expect(headers.get('ratelimit')).toMatch(/^"minute";r=4;t=\d+, "month";r=99;t=\d+$/);
  expect(headers.get('x-request-id')).toMatch(/^req_/);
  expect(headers.get('server-timing')).toMatch(/^gw;dur=[\d.]+, up;dur=[\d.]+$/);
});

test('the usage event of a call says all that billing needs, and is there when the call returns', async () => {
  const response = await rig.call('/countries', { method: 'POST', body: '{"code":"XX"}' });
  await response.text();
  const [event] = rig.events();
  expect(UsageEvent.parse(event)).toMatchObject({
    region: 'local',
    gateway: 'rig-0',
    tenant: 'tnt_atlas',
    environment: 'live',
    api: 'api_atlas',
    api_version: 'ver_atlas',
    operation: 'opn_atlas_addCountry',
    product: 'prd_atlas',
    plan_version: 'plv_atlas',
    subscription: 'sub_atlas',
    app: 'app_atlas',
    key: 'key_atlas',
    method: 'POST',
    route: '/world/v1/countries',
    status: 200,
    problem: '',
    billable: 1,
    request_bytes: 13,
    response_bytes: 2,
    attempts: 1,
    request_id: response.headers.get('x-request-id'),
  });
  expect(Math.abs((event?.time_us ?? 0) / 1000 - Date.now())).toBeLessThan(5000);
});

test('an error of the upstream passes as it is, and is not billed from 500 on', async () => {
  rig.upstream.script = (socket) => socket.write('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n');
  expect((await rig.call('/countries/XX')).status).toBe(404);
  expect(await lastEvent()).toMatchObject({ status: 404, billable: 1, problem: '' });
  rig.upstream.script = (socket) => socket.write('HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n');
  expect((await rig.call('/countries/XX')).status).toBe(503);
  expect(await lastEvent(2)).toMatchObject({ status: 503, billable: 0, problem: '' });
});

test('HEAD is answered from GET, without a body', async () => {
  rig.upstream.script = (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n');
  const response = await rig.call('/countries/FR', { method: 'HEAD' });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-length')).toBe('500');
  expect(await lastEvent()).toMatchObject({ method: 'HEAD', response_bytes: 0, billable: 1 });
});

test('a stream reaches the caller as it comes, before it ends', async () => {
  let go = () => {};
  rig.upstream.script = (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n');
    setTimeout(() => socket.write('6\r\ndata:1\r\n'), 50);
    go = () => socket.write('6\r\ndata:2\r\n0\r\n\r\n');
  };
  const response = await rig.call('/countries/FR');
  const reader = response.body?.getReader();
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('data:1');
  expect(rig.events()).toEqual([]);
  go();
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('data:2');
  expect((await reader?.read())?.done).toBe(true);
  expect(rig.events().at(-1)).toMatchObject({ response_bytes: 12, billable: 1 });
});

test.each([256, 16_384, 70_000])(
  'every byte of a body of %i bytes arrives as it was sent, both ways',
  async (size) => {
    const bytes = Buffer.from(Array.from({ length: size }, (_, i) => (i * 7) % 256));
    rig.upstream.script = (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${size}\r\n\r\n`);
      socket.write(bytes);
    };
    const response = await rig.call('/countries', { method: 'POST', body: bytes });
    expect(Buffer.compare(Buffer.from(await response.arrayBuffer()), bytes)).toBe(0);
    expect(Buffer.compare(rig.upstream.requests.at(-1)?.body ?? Buffer.alloc(0), bytes)).toBe(0);
    expect(rig.events().at(-1)).toMatchObject({ request_bytes: size, response_bytes: size });
  },
);

describe('limits', () => {
  test('beyond a limit it is 429 with when to come back, and the upstream is not asked', async () => {
    for (let i = 0; i < 5; i++) expect((await rig.call('/countries/FR')).status).toBe(200);
    const before = rig.upstream.requests.length;
    const response = await rig.call('/countries/FR');
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(response.headers.get('ratelimit')).toMatch(/^"minute";r=0;t=\d+, "month";r=95;/);
    expect(await problemOf(response)).toMatchObject({
      type: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
      code: 'rate_limited',
      'violated-policies': ['minute'],
    });
    expect(rig.upstream.requests).toHaveLength(before);
    expect(await lastEvent(6)).toMatchObject({
      status: 429,
      problem: 'rate_limited',
      billable: 0,
      app: 'app_atlas',
    });
  });

  test('a quota that is used up is quota_exceeded, and a restart grants no fresh one', async () => {
    rig.feed.commit([{ ...rig.configuration.planVersion, limits: [], quota: { requests: 3 } }]);
    await applied();
    for (let i = 0; i < 3; i++) expect((await rig.call('/countries/FR')).status).toBe(200);
    expect((await problemOf(await rig.call('/countries/FR'))).code).toBe('quota_exceeded');
    await rig.restart();
    expect((await problemOf(await rig.call('/countries/FR'))).code).toBe('quota_exceeded');
  });

  test('live and test have allowances of their own', async () => {
    const { tenant, subscription } = rig.configuration;
    const { record, token } = makeKey('test', tenant.id, subscription.appId, 'test');
    rig.feed.commit([record]);
    await applied();
    for (let i = 0; i < 6; i++) await rig.call('/countries/FR');
    const response = await rig.call('/countries/FR', { headers: { 'x-api-key': token } });
    expect(response.status).toBe(200);
    expect(await lastEvent(7)).toMatchObject({ environment: 'test', billable: 1 });
  });

  test('a change of plan holds at once', async () => {
    for (let i = 0; i < 5; i++) await rig.call('/countries/FR');
    expect((await rig.call('/countries/FR')).status).toBe(429);
    rig.feed.commit([{ ...rig.configuration.planVersion, limits: [] }]);
    await applied();
    expect((await rig.call('/countries/FR')).status).toBe(200);
  });
});

describe('who may call what', () => {
  test('an unknown address is route_not_found, a known one with another method says which it takes', async () => {
    expect((await problemOf(await rig.call('/nowhere'))).code).toBe('route_not_found');
    const response = await rig.call('/countries', { method: 'DELETE' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD, POST');
    expect((await problemOf(response)).code).toBe('method_not_allowed');
  });

  test('no key is 401 key_missing, and its event names nobody', async () => {
    const response = await fetch(rig.url('/countries'));
    expect(response.status).toBe(401);
    const body = await problemOf(response);
    expect(body.code).toBe('key_missing');
    expect(body.requestId).toBe(response.headers.get('x-request-id'));
    expect(body.type).toBe(`${rig.feed.url}/problems/key_missing`);
    expect(await lastEvent()).toMatchObject({
      status: 401,
      tenant: 'tnt_atlas',
      app: '',
      key: '',
      billable: 0,
    });
  });

  test('an app without a subscription is not_subscribed', async () => {
    const { record, token } = makeKey('other', rig.configuration.tenant.id, 'app_other', 'live');
    rig.feed.commit([record]);
    await applied();
    const response = await rig.call('/countries', { headers: { 'x-api-key': token } });
    expect(response.status).toBe(403);
    expect((await problemOf(response)).code).toBe('not_subscribed');
  });

  test('a product that covers some operations opens those only', async () => {
    const { product, version } = rig.configuration;
    rig.feed.commit([
      { ...product, covers: [{ apiVersionId: version.id, operationIds: ['opn_atlas_listCountries'] }] },
    ]);
    await applied();
    expect((await rig.call('/countries')).status).toBe(200);
    expect((await problemOf(await rig.call('/countries/FR'))).code).toBe('not_subscribed');
  });

  test.each(['pending', 'suspended', 'cancelled'] as const)(
    'a subscription that is %s is plan_inactive',
    async (status) => {
      rig.feed.commit([{ ...rig.configuration.subscription, status }]);
      await applied();
      const response = await rig.call('/countries');
      expect(response.status).toBe(403);
      expect((await problemOf(response)).code).toBe('plan_inactive');
    },
  );

  test("another tenant's key is unknown here", async () => {
    const other = makeConfiguration({ name: 'other', upstreamUrl: rig.upstream.url });
    rig.feed.commit(other.records);
    await applied();
    const response = await rig.call('/countries', { headers: { 'x-api-key': other.token } });
    expect((await problemOf(response)).code).toBe('key_unknown');
  });
});

describe('lifecycle', () => {
  test('a deprecated version says since when and until when', async () => {
    const { version } = rig.configuration;
    rig.feed.commit([
      {
        ...version,
        status: 'deprecated',
        deprecatedAt: '2026-01-01T00:00:00Z',
        sunsetAt: '2030-12-31T23:59:59Z',
      },
    ]);
    await applied();
    const { headers, status } = await rig.call('/countries');
    expect(status).toBe(200);
    expect(headers.get('deprecation')).toBe('@1767225600');
    expect(headers.get('sunset')).toBe('Tue, 31 Dec 2030 23:59:59 GMT');
  });

  test('a retired version is 410 version_retired', async () => {
    rig.feed.commit([{ ...rig.configuration.version, status: 'retired' }]);
    await applied();
    const response = await rig.call('/countries');
    expect(response.status).toBe(410);
    expect((await problemOf(response)).code).toBe('version_retired');
  });
});

describe('configurable policies', () => {
  test('an address that is not allowed is forbidden before its key is looked at', async () => {
    rig.feed.commit([
      {
        ...rig.configuration.version,
        policies: [{ id: 'ip-restriction', config: { allow: ['203.0.113.0/24'] } }],
      },
    ]);
    await applied();
    const response = await fetch(rig.url('/countries'), { headers: { 'x-forwarded-for': '203.0.113.7' } });
    expect(response.status).toBe(403);
    expect((await problemOf(response)).code).toBe('forbidden');
  });

  test('a preflight is answered without a key, and the answer of a call may be read by its page', async () => {
    const origin = 'https://app.example.com';
    rig.feed.commit([
      { ...rig.configuration.version, policies: [{ id: 'cors', config: { origins: [origin] } }] },
    ]);
    await applied();
    const preflight = await fetch(rig.url('/countries'), {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET, HEAD, POST');
    const response = await rig.call('/countries', { headers: { origin } });
    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
    const refused = await fetch(rig.url('/countries'), { headers: { origin } });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('access-control-allow-origin')).toBe(origin);
  });
});

test('a tenant answers at its host under the domain and at its own hosts', async () => {
  rig.feed.commit([{ ...rig.configuration.tenant, hosts: ['api.atlas.test'] }]);
  await applied();
  expect(await callHost('atlas.api.example.com', '/world/v1/countries')).toBe(200);
  expect(await callHost('ATLAS.api.example.com:8443', '/world/v1/countries')).toBe(200);
  expect(await callHost('api.atlas.test', '/world/v1/countries')).toBe(200);
  expect(await callHost('x.atlas.api.example.com', '/world/v1/countries')).toBe(404);
  expect(await callHost('atlas.api.example.com.evil.test', '/world/v1/countries')).toBe(404);
});

test('a request under way when the worker is told to end is answered, and its event is written', async () => {
  rig.upstream.script = (socket) =>
    setTimeout(() => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'), 300);
  const call = rig.call('/countries/FR');
  await waitFor(() => rig.upstream.requests.length === 1);
  const stopped = rig.gateway.stop();
  expect(await (await call).text()).toBe('ok');
  await stopped;
  expect(rig.events()).toHaveLength(1);
  await rig.restart();
});

test('while usage cannot be recorded, what must be counted is 503 usage_not_recordable', async () => {
  await rig.gateway.stop();
  rig.env.GATEWAY_SPOOL_MAX_BYTES = '1';
  await rig.restart();
  rig.upstream.script = (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
  await rig.call('/countries/FR');
  await waitFor(async () => (await rig.call('/countries/FR')).status === 503);
  const response = await rig.call('/countries/FR');
  expect((await problemOf(response)).code).toBe('usage_not_recordable');
});
