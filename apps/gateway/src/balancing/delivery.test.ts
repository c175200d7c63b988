import { Balancing } from '@tollgate/domain/balancing';
import { freePort } from '@tollgate/testkit/gateway/gateway-process';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { RawUpstream, type UpstreamScript } from '@tollgate/testkit/gateway/raw-upstream';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker, type Worker } from '../worker/start-worker.ts';

type Settings = Parameters<typeof Balancing.parse>[0] & object;

let rig: GatewayRig;
let worker: Worker;
let other: RawUpstream;
beforeEach(async () => {
  other = await new RawUpstream().listen();
});
afterEach(async () => {
  await rig.close();
  await other.close().catch(() => {});
});

const answer =
  (status: string, body = 'ok'): UpstreamScript =>
  (socket) =>
    socket.write(`HTTP/1.1 ${status}\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
const breakOff: UpstreamScript = (socket) => socket.destroy();

/** A gateway whose upstream has two targets: the rig's own, and `other` below /deep. */
async function start(settings: Settings, otherUrl = `${other.url}/deep`): Promise<void> {
  const balancing = Balancing.parse({ targets: [{ url: otherUrl }], ...settings });
  const startBoth = async (env: NodeJS.ProcessEnv) => {
    const ALLOWED_PRIVATE_UPSTREAMS = `${env.ALLOWED_PRIVATE_UPSTREAMS},127.0.0.1:${new URL(otherUrl).port}`;
    const config = readConfig({ ...env, ALLOWED_PRIVATE_UPSTREAMS });
    worker = await startWorker(config, createLogger('silent', 'test'));
    return worker;
  };
  rig = await startGatewayRig(startBoth, {
    plan: { limits: [{ name: 'hour', requests: 100, windowSeconds: 3600 }] },
    version: { upstream: { balancing } },
  });
}

const state = () => worker.status().upstreams[0];
const otherTarget = () => state()?.targets[1];
async function call(times: number, init?: RequestInit, path = '/countries/FR'): Promise<number[]> {
  const statuses: number[] = [];
  for (let i = 0; i < times; i++) {
    const response = await rig.call(path, init);
    await response.arrayBuffer();
    statuses.push(response.status);
  }
  return statuses;
}
const counts = () => [rig.upstream.requests.length, other.requests.length];

test('requests go to the targets in turn, each below its own path', async () => {
  await start({});
  expect(await call(10)).toEqual(Array(10).fill(200));
  expect(counts()).toEqual([5, 5]);
  expect(rig.upstream.requests[0]?.head).toMatch(/^GET \/countries\/FR HTTP/);
  expect(other.requests[0]?.head).toMatch(/^GET \/deep\/countries\/FR HTTP/);
  expect(rig.events().every(({ attempts, billable }) => attempts === 1 && billable === 1)).toBe(true);
});

test('a caller stays on one target by its header', async () => {
  await start({ method: 'consistent_hash', hashBy: 'header', hashName: 'X-User' });
  for (let user = 0; user < 20; user++) {
    const before = counts();
    await call(3, { headers: { 'x-user': `user ${user}` } });
    expect(
      counts()
        .map((count, at) => count - (before[at] as number))
        .sort(),
    ).toEqual([0, 3]);
  }
  expect(Math.min(...counts())).toBeGreaterThan(0);
});

test('bodies stream to a target, and what it holds is let go when the caller hangs up', async () => {
  await start({ method: 'least_requests' });
  const body = 'x'.repeat(300_000);
  expect(await call(2, { method: 'POST', body }, '/countries')).toEqual([200, 200]);
  expect(
    [...rig.upstream.requests, ...other.requests].every((request) => request.body.length > 299_999),
  ).toBe(true);
  rig.upstream.script = other.script = () => {};
  const gone = new AbortController();
  const hanging = rig.call('/countries/FR', { signal: gone.signal }).catch(() => null);
  const inFlight = () => (state()?.targets ?? []).reduce((sum, target) => sum + target.inFlight, 0);
  await waitFor(() => inFlight() === 1);
  gone.abort();
  await hanging;
  await waitFor(() => inFlight() === 0);
});

describe('retries', () => {
  test('where nothing was sent, any request goes to the other target, with its body', async () => {
    await start({ retries: { minPerSecond: 100 } }, `http://127.0.0.1:${await freePort()}`);
    expect(await call(4, { method: 'POST', body: '{"a":1}' }, '/countries')).toEqual([200, 200, 200, 200]);
    expect(rig.upstream.requests.map(({ body }) => body.toString())).toEqual(Array(4).fill('{"a":1}'));
    expect(
      rig
        .events()
        .map(({ attempts }) => attempts)
        .sort(),
    ).toEqual([1, 1, 2, 2]);
  });

  test('what was sent is sent again only when that comes to the same', async () => {
    await start({ retries: { minPerSecond: 100 } });
    other.script = breakOff;
    expect(await call(4)).toEqual([200, 200, 200, 200]);
    const statuses = await call(4, { method: 'POST', body: '{}' }, '/countries');
    expect(statuses.sort()).toEqual([200, 200, 502, 502]);
    const posts = [...rig.upstream.requests, ...other.requests].filter(({ head }) => head.startsWith('POST'));
    expect(posts).toHaveLength(4);
  });

  test('502, 503 and 504 are asked elsewhere; when all say so, the caller is told what they said', async () => {
    await start({ retries: { minPerSecond: 100 } });
    other.script = answer('503 Busy', 'busy');
    expect(await call(4)).toEqual([200, 200, 200, 200]);
    rig.upstream.script = answer('503 Busy', 'busy');
    const response = await rig.call('/countries/FR');
    expect([response.status, await response.text()]).toEqual([503, 'busy']);
    expect(rig.events().at(-1)).toMatchObject({ status: 503, attempts: 2, billable: 0, problem: '' });
  });

  test('without a budget none is made', async () => {
    await start({ retries: { budgetPercent: 0, minPerSecond: 0 } });
    other.script = answer('503 Busy');
    expect((await call(4)).sort()).toEqual([200, 200, 503, 503]);
  });

  test('an address that may not be called is no target, and the others serve', async () => {
    await start({ retries: { minPerSecond: 100 } }, `http://127.0.0.2:${other.port}`);
    expect(await call(4)).toEqual([200, 200, 200, 200]);
    expect(other.connections).toBe(0);
  });
});

describe('targets that fail', () => {
  test('are left out after so many failures in a row, and a change of anything else does not bring them back', async () => {
    await start({ ejection: { failures: 3, durationMs: 60_000 } });
    other.script = answer('503 Busy');
    await call(6);
    expect(otherTarget()?.state).toBe('ejected');
    const { version } = rig.configuration;
    const batch = rig.feed.commit([{ ...version, maxBodyBytes: 5 }]);
    await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === batch.changeNumber);
    expect(await call(6)).toEqual(Array(6).fill(200));
    expect(counts()).toEqual([9, 3]);
  });

  test('are found by checks and come back by checks, at the path below their URL', async () => {
    await start({
      healthCheck: { path: '/health', intervalMs: 1000, timeoutMs: 500, unhealthyAfter: 1, healthyAfter: 1 },
    });
    other.script = (socket, { head }) =>
      answer(head.includes('/health') ? '500 Ill' : '200 OK')(socket, { head, body: Buffer.alloc(0) });
    await waitFor(() => otherTarget()?.state === 'unhealthy', 5000);
    expect(other.requests.at(-1)?.head).toMatch(/^GET \/deep\/health HTTP\/1\.1\r\nhost: 127/);
    const before = rig.upstream.requests.length;
    expect(await call(4)).toEqual([200, 200, 200, 200]);
    const served = rig.upstream.requests.slice(before).filter(({ head }) => head.includes('/countries'));
    expect(served).toHaveLength(4);
    other.script = answer('204 Fine', '');
    await waitFor(() => otherTarget()?.state === 'fit', 5000);
    expect(rig.events().every(({ route }) => route === '/world/v1/countries/{code}')).toBe(true);
  });
});

test('an operation that keeps failing is refused at once, costs nothing, and is probed after its rest', async () => {
  const breaker = { minRequests: 4, failurePercent: 50, windowMs: 10_000, openMs: 1000, probes: 1 };
  await start({ breaker });
  rig.upstream.script = other.script = breakOff;
  expect(await call(4, { method: 'POST', body: '{}' }, '/countries')).toEqual([502, 502, 502, 502]);
  expect(state()?.breakers).toEqual([{ operationId: 'opn_atlas_addCountry', state: 'open' }]);
  const sent = counts();
  const refused = await rig.call('/countries', { method: 'POST', body: '{}' });
  expect(refused.status).toBe(502);
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(await refused.json()).toMatchObject({ code: 'upstream_unreachable' });
  expect(counts()).toEqual(sent);
  expect(rig.events().at(-1)).toMatchObject({ attempts: 0, billable: 0 });
  rig.upstream.script = other.script = answer('200 OK');
  const others = await rig.call('/countries/FR');
  // 4 that failed upstream, and this one: the refused one was given back.
  expect([others.status, others.headers.get('ratelimit')]).toEqual([
    200,
    expect.stringMatching(/^"hour";r=95;/),
  ]);
  await waitFor(async () => (await call(1, { method: 'POST', body: '{}' }, '/countries'))[0] === 200, 5000);
  expect(state()?.breakers).toEqual([]);
});
