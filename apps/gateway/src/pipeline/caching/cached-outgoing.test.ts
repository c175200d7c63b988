import { mintApiKey } from '@tollgate/domain/secrets';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { makeKey } from '@tollgate/testkit/gateway/make-configuration';
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

async function commit(...records: Parameters<GatewayRig['feed']['commit']>[0][number][]): Promise<void> {
  rig.feed.commit(records);
  await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
}

const cache = (config: object = {}) => ({ id: 'cache', config });
const use = (...policies: { id: string; config: unknown }[]) =>
  commit({ ...rig.configuration.version, policies });

/** The upstream answers with these headers and a body that counts its answers. */
function answerWith(
  headers: string,
  status = '200 OK',
  body = () => `answer ${rig.upstream.requests.length}`,
) {
  rig.upstream.script = (socket, { head }) => {
    const text = body();
    socket.write(`HTTP/1.1 ${status}\r\n${headers}\r\ncontent-length: ${text.length}\r\n\r\n`);
    if (!head.startsWith('HEAD')) socket.write(text);
  };
}

const text = async (path: string, init?: RequestInit) => (await rig.call(path, init)).text();
const lastHead = () => rig.upstream.requests.at(-1)?.head ?? '';

test('an answer is given again without the upstream, counted against limits, and not billed', async () => {
  await commit({ ...rig.configuration.planVersion, quota: { requests: 3 } });
  await use(cache());
  answerWith('cache-control: max-age=60');
  const first = await rig.call('/countries');
  expect(first.headers.get('cache-status')).toBe('Tollgate; fwd=uri-miss; stored');
  expect(await first.text()).toBe('answer 1');
  const second = await rig.call('/countries');
  expect(await second.text()).toBe('answer 1');
  expect(second.headers.get('cache-status')).toMatch(/^Tollgate; hit; ttl=5\d$/);
  expect(second.headers.get('age')).toBe('0');
  expect(second.headers.get('ratelimit')).toMatch(/r=1\b/);
  expect(rig.upstream.requests).toHaveLength(1);
  await waitFor(() => rig.events().length === 2);
  expect(
    rig
      .events()
      .map(({ billable, attempts, answered_by, response_bytes }) => [
        billable,
        attempts,
        answered_by,
        response_bytes,
      ]),
  ).toEqual([
    [1, 1, undefined, 8],
    [0, 0, 'cache', 8],
  ]);
  expect(await text('/countries')).toBe('answer 1');
  expect((await rig.call('/countries')).status).toBe(429);
});

test('a kept answer is not given to who may not call', async () => {
  await use(cache({ share: 'everyone' }));
  answerWith('cache-control: public, max-age=60');
  await text('/countries');
  const { token } = mintApiKey('live');
  expect((await rig.call('/countries', { headers: { 'x-api-key': token } })).status).toBe(401);
  await commit({ ...rig.configuration.key, revokedAt: new Date().toISOString() });
  expect((await rig.call('/countries')).status).toBe(401);
});

test('an answer of one subscription is not given to another, unless it is for everyone', async () => {
  const { subscription, tenant } = rig.configuration;
  const { record, token } = makeKey('other', tenant.id, 'app_other', 'live');
  await commit(record, { ...subscription, id: 'sub_other', appId: 'app_other' });
  const other = { headers: { 'x-api-key': token } };
  await use(cache());
  answerWith('cache-control: public, max-age=60');
  expect(await text('/countries')).toBe('answer 1');
  expect(await text('/countries', other)).toBe('answer 2');
  expect(await text('/countries')).toBe('answer 1');
  await use(cache({ share: 'everyone' }));
  expect(await text('/countries')).toBe('answer 3');
  expect(await text('/countries', other)).toBe('answer 3');
});

test('another configuration of the version ends what was kept', async () => {
  await use(cache());
  answerWith('cache-control: max-age=60');
  expect(await text('/countries')).toBe('answer 1');
  await commit({ ...rig.configuration.planVersion, quota: { requests: 1000 } });
  expect(await text('/countries')).toBe('answer 1');
  await use(cache({ maxEntryBytes: 1000 }));
  expect(await text('/countries')).toBe('answer 2');
  const { version } = rig.configuration;
  const policies = [cache({ maxEntryBytes: 1000 })];
  await commit({ ...version, policies });
  expect(await text('/countries')).toBe('answer 2');
  await commit({ ...version, policies, cachePurgedAt: new Date().toISOString() });
  expect(await text('/countries')).toBe('answer 3');
});

test('an answer past its time is asked for on condition; one the upstream confirms is billed', async () => {
  await use(cache());
  answerWith('cache-control: no-cache\r\netag: "1"');
  expect(await text('/countries')).toBe('answer 1');
  rig.upstream.script = (socket) => socket.write('HTTP/1.1 304 Not Modified\r\netag: "1"\r\n\r\n');
  const again = await rig.call('/countries');
  expect(lastHead()).toMatch(/^if-none-match: "1"\r?$/m);
  expect([again.status, await again.text()]).toEqual([200, 'answer 1']);
  expect(again.headers.get('cache-status')).toBe('Tollgate; fwd=stale; fwd-status=304; detail=revalidated');
  await waitFor(() => rig.events().length === 2);
  expect(rig.events().at(-1)).toMatchObject({
    ...{ status: 200, billable: 1, response_bytes: 8, attempts: 1, answered_by: 'cache_confirmed' },
  });
});

test('what breaks off is not kept', async () => {
  await use(cache());
  rig.upstream.script = (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncache-control: max-age=60\r\ncontent-length: 50\r\n\r\nhalf');
    setTimeout(() => socket.destroy(), 20);
  };
  await expect(rig.call('/countries').then((response) => response.text())).rejects.toThrow();
  rig.upstream.script = (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncache-control: max-age=60\r\nconnection: close\r\n\r\nmaybe half');
    socket.end();
  };
  expect(await text('/countries')).toBe('maybe half');
  answerWith('cache-control: max-age=60');
  expect(await text('/countries')).toBe('answer 3');
});

test('an answer larger than may be kept streams through', async () => {
  await use(cache({ maxEntryBytes: 1000 }));
  rig.upstream.script = (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncache-control: max-age=60\r\ntransfer-encoding: chunked\r\n\r\n');
    for (let i = 0; i < 10; i++) socket.write(`3e8\r\n${'x'.repeat(1000)}\r\n`);
    socket.write('0\r\n\r\n');
  };
  expect(await text('/countries')).toHaveLength(10_000);
  expect(await text('/countries')).toHaveLength(10_000);
  expect(rig.upstream.requests).toHaveLength(2);
});

test('a failing upstream is covered by what is kept, which is not billed', async () => {
  await use(cache());
  answerWith('cache-control: max-age=0, stale-if-error=60');
  expect(await text('/countries')).toBe('answer 1');
  answerWith('x-a: b', '503 Service Unavailable', () => 'down');
  expect(await text('/countries')).toBe('answer 1');
  rig.upstream.script = (socket) => socket.destroy();
  const covered = await rig.call('/countries');
  expect([covered.status, await covered.text()]).toEqual([200, 'answer 1']);
  expect(covered.headers.get('cache-status')).toMatch(/detail=stale-if-error$/);
  expect((await rig.call('/countries/FR')).status).toBe(502);
  await waitFor(() => rig.events().length === 4);
  expect(rig.events().map(({ billable }) => billable)).toEqual([1, 0, 0, 0]);
  expect(rig.events().map(({ answered_by }) => answered_by)).toEqual([
    undefined,
    'cache_stale',
    'cache_stale',
    undefined,
  ]);
});

test('stale-while-revalidate answers at once and asks behind that, once for all', async () => {
  await use(cache());
  answerWith('cache-control: max-age=0, stale-while-revalidate=60');
  expect(await text('/countries')).toBe('answer 1');
  const held: (() => void)[] = [];
  rig.upstream.script = (socket) =>
    held.push(() =>
      socket.write('HTTP/1.1 200 OK\r\ncache-control: max-age=60\r\ncontent-length: 3\r\n\r\nnew'),
    );
  expect(await text('/countries')).toBe('answer 1');
  expect(await text('/countries')).toBe('answer 1');
  expect(held).toHaveLength(1);
  held[0]?.();
  await waitFor(async () => (await text('/countries')) === 'new');
  expect(rig.upstream.requests).toHaveLength(2);
  expect(rig.events().filter(({ billable }) => billable === 1)).toHaveLength(1);
});

test('a write ends what is kept for its address and the one it names', async () => {
  await use(cache());
  answerWith('cache-control: max-age=60');
  const [list, one] = [await text('/countries'), await text('/countries/FR')];
  answerWith('location: /countries/FR', '201 Created', () => 'made');
  await rig.call('/countries', { method: 'POST', body: '{}' });
  answerWith('cache-control: max-age=60');
  expect(await text('/countries')).not.toBe(list);
  expect(await text('/countries/FR')).not.toBe(one);
});

test('only-if-cached without a kept answer is 504, and takes nothing', async () => {
  await commit({ ...rig.configuration.planVersion, quota: { requests: 1 } });
  await use(cache());
  const only = { headers: { 'cache-control': 'only-if-cached' } };
  const response = await rig.call('/countries', only);
  expect(response.status).toBe(504);
  expect(await response.json()).toMatchObject({ code: 'not_cached' });
  expect(rig.upstream.requests).toHaveLength(0);
  expect((await rig.call('/countries')).status).toBe(200);
});

test('policies of the answer work on a kept one as on a fresh one', async () => {
  await use(cache(), {
    id: 'response-transform',
    config: { setHeaders: { 'x-by': '{requestId}' }, removeBody: ['/b'] },
  });
  answerWith('cache-control: max-age=60\r\ncontent-type: application/json', '200 OK', () => '{"a":1,"b":2}');
  const [first, second] = [await rig.call('/countries'), await rig.call('/countries')];
  expect([await first.json(), await second.json()]).toEqual([{ a: 1 }, { a: 1 }]);
  expect(second.headers.get('x-by')).toBe(second.headers.get('x-request-id'));
  expect(second.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
  expect(rig.upstream.requests).toHaveLength(1);
});

test('a policy that cannot read a kept answer refuses it whole', async () => {
  await use(cache());
  answerWith('cache-control: max-age=60\r\ncontent-type: application/json', '200 OK', () => 'no json');
  await use(cache(), { id: 'response-transform', config: { removeBody: ['/b'], maxBodyBytes: 3 } });
  for (let i = 0; i < 2; i++) {
    const refused = await rig.call('/countries');
    expect([refused.status, await refused.json()]).toMatchObject([
      502,
      { code: 'upstream_invalid_response' },
    ]);
  }
});

test('parts, HEAD and conditions are answered from what is kept', async () => {
  await use(cache());
  answerWith('cache-control: max-age=60\r\netag: "1"', '200 OK', () => '0123456789');
  await text('/countries');
  expect(await text('/countries', { headers: { range: 'bytes=2-4' } })).toBe('234');
  const head = await rig.call('/countries', { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length')]).toEqual([200, '10']);
  expect(
    (await rig.call('/countries', { headers: { 'if-none-match': '"1"', 'cache-control': 'max-age=60' } }))
      .status,
  ).toBe(304);
  expect(rig.upstream.requests).toHaveLength(1);
});
