import type { RigChoices } from '@tollgate/testkit/gateway/gateway-rig';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterEach, describe, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker } from '../worker/start-worker.ts';

type Upstream = NonNullable<NonNullable<RigChoices['version']>['upstream']>;

let rig: GatewayRig;
const start = async (upstream: Upstream) => {
  rig = await startGatewayRig((env) => startWorker(readConfig(env), createLogger('silent', 'test')), {
    version: { upstream },
    plan: { limits: [{ name: 'hour', requests: 10, windowSeconds: 3600 }] },
  });
};
afterEach(() => rig.close());

const problemOf = async (response: Response) => {
  const { status, code } = (await response.json()) as { status: number; code: string };
  return [status, code];
};
const lastEvent = async (count: number) => {
  await waitFor(() => rig.events().length === count);
  return rig.events().at(-1);
};

describe('the limit on the whole', () => {
  test('answers 504 when there is no head by then, however much else would be allowed', async () => {
    await start({ totalTimeoutMs: 200 });
    rig.upstream.script = () => {};
    const startedAt = performance.now();
    expect(await problemOf(await rig.call('/countries'))).toEqual([504, 'upstream_timeout']);
    expect(performance.now() - startedAt).toBeLessThan(1500);
    expect(await lastEvent(1)).toMatchObject({ status: 504, problem: 'upstream_timeout' });
  });

  test('cuts an answer that goes on, so that the client sees that it is not whole', async () => {
    await start({ totalTimeoutMs: 300 });
    let drip: NodeJS.Timeout | undefined;
    rig.upstream.script = (socket) => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
      drip = setInterval(() => socket.write('3\r\nabc\r\n'), 50);
      socket.on('close', () => clearInterval(drip));
    };
    const response = await rig.call('/countries');
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    clearInterval(drip);
    expect(await lastEvent(1)).toMatchObject({ status: 200, problem: 'upstream_timeout' });
  });

  test('holds for all attempts together', async () => {
    await start({
      totalTimeoutMs: 600,
      headTimeoutMs: 250,
      balancing: {
        ...{ weight: 1, targets: [], method: 'round_robin', hashBy: 'app', hashName: null, slowStartMs: 0 },
        ...{ panicPercent: 50, ejection: null, healthCheck: null, breaker: null },
        retries: { attempts: 5, budgetPercent: 100, minPerSecond: 100 },
      },
    });
    rig.upstream.script = () => {};
    const startedAt = performance.now();
    expect(await problemOf(await rig.call('/countries'))).toEqual([504, 'upstream_timeout']);
    const tookMs = performance.now() - startedAt;
    expect(tookMs).toBeGreaterThan(550);
    expect(tookMs).toBeLessThan(1500);
    expect(rig.upstream.requests.length).toBeGreaterThan(1);
    expect(rig.upstream.requests.length).toBeLessThan(5);
  });

  test('leaves alone what ends in time, and the connection is used again', async () => {
    await start({ totalTimeoutMs: 300 });
    expect((await rig.call('/countries')).status).toBe(200);
    await new Promise((done) => setTimeout(done, 400));
    expect((await rig.call('/countries')).status).toBe(200);
    expect(rig.upstream.connections).toBe(1);
  });
});

describe('waiting for a connection', () => {
  const connections = { maxConnections: 1, maxWaiting: 1, waitTimeoutMs: 200 };

  test('has a limit: 503 that costs nothing, and the call that has the connection goes on', async () => {
    await start({ connections });
    let answer: (() => void) | undefined;
    rig.upstream.script = (socket) => {
      answer = () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
    };
    const first = rig.call('/countries');
    await waitFor(() => answer !== undefined);
    const late = await rig.call('/countries');
    expect(late.headers.get('retry-after')).toBe('1');
    expect(await problemOf(late)).toEqual([503, 'overloaded']);
    answer?.();
    const good = await first;
    expect(good.status).toBe(200);
    expect(rig.upstream.requests).toHaveLength(1);
    rig.upstream.script = (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
    const next = await rig.call('/countries');
    expect([next.status, next.headers.get('ratelimit')]).toEqual([200, expect.stringContaining('r=8')]);
  });

  test('is for as many as may, and for those beyond it is 503 at once', async () => {
    await start({ connections: { ...connections, waitTimeoutMs: 5000 } });
    const answers: (() => void)[] = [];
    rig.upstream.script = (socket) => {
      answers.push(() => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'));
    };
    const calls = [rig.call('/countries'), rig.call('/countries')];
    await waitFor(() => answers.length === 1);
    await new Promise((done) => setTimeout(done, 50));
    const startedAt = performance.now();
    expect(await problemOf(await rig.call('/countries'))).toEqual([503, 'overloaded']);
    expect(performance.now() - startedAt).toBeLessThan(150);
    answers[0]?.();
    await waitFor(() => answers.length === 2);
    answers[1]?.();
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([200, 200]);
    expect(rig.upstream.connections).toBe(1);
  });
});
