import { BlackHole } from '@tollgate/testkit/counters/black-hole';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { testRedis } from '@tollgate/testkit/stores/test-redis';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker, type Worker } from '../worker/start-worker.ts';

let rig: GatewayRig;
let hole: BlackHole;
let redisUrl: string;
let worker: Worker;
beforeEach(async () => {
  redisUrl = (await testRedis()).url;
  hole = await new BlackHole(new URL(redisUrl)).listen();
  const way = new URL(redisUrl);
  way.host = `127.0.0.1:${hole.port}`;
  rig = await startGatewayRig(
    async (env) => {
      worker = await startWorker(readConfig(env), createLogger('silent', 'test'));
      return worker;
    },
    {
      plan: { limits: [{ name: 'day', requests: 1000, windowSeconds: 86_400 }], quota: { requests: 5000 } },
      env: { REDIS_URL: way.href },
    },
  );
  await waitFor(() => counters()?.isHealthy === true);
});
afterEach(async () => {
  await rig.close();
  await hole.close();
});

const counters = () => worker.status().stores.find((store) => store.name.startsWith('counters'));

async function callMany(times: number) {
  const statuses: number[] = [];
  const durationsMs: number[] = [];
  for (let i = 0; i < times; i++) {
    const startedAt = performance.now();
    const response = await rig.call('/countries/FR');
    await response.text();
    durationsMs.push(performance.now() - startedAt);
    statuses.push(response.status);
  }
  durationsMs.sort((a, b) => a - b);
  return { statuses: new Set(statuses), p99Ms: durationsMs[Math.floor(times * 0.99)] as number };
}

test('with Redis black-holed no call fails and none waits long; the state says so; nothing is forgotten', async () => {
  await callMany(50);
  hole.isOpen = true;
  const during = await callMany(600);
  expect(during.statuses).toEqual(new Set([200]));
  expect(during.p99Ms).toBeLessThan(120);
  await waitFor(() => counters()?.isHealthy === false);
  hole.isOpen = false;
  await waitFor(() => counters()?.isHealthy === true, 10_000);
  await rig.gateway.stop();
  const redis = new Redis(redisUrl);
  const [month] = await redis.keys('*month*');
  expect(Number(await redis.get(month as string))).toBeGreaterThanOrEqual(650);
  redis.disconnect();
  await rig.restart();
});

test('two workers that share Redis admit the limit together, and not one more', async () => {
  rig.feed.commit([
    {
      ...rig.configuration.planVersion,
      limits: [{ name: 'hour', requests: 100, windowSeconds: 3600 }],
      quota: null,
    },
  ]);
  const env = { ...rig.env, GATEWAY_DATA_DIR: `${rig.dataFolder}/second`, REDIS_URL: redisUrl };
  const second = await startWorker(readConfig(env), createLogger('silent', 'test'));
  await waitFor(() => [worker, second].every((one) => one.status().appliedChange === rig.feed.changeNumber));
  const ports = [worker.port, second.port];
  const statuses: number[] = [];
  // A few at a time: both workers share this process, and one that is held up takes Redis for gone.
  for (let at = 0; at < 300; at += 6) {
    const some = Array.from({ length: 6 }, async (_, i) => {
      const url = rig.url('/countries/FR').replace(String(rig.gateway.port), String(ports[i % 2]));
      const response = await fetch(url, { headers: { 'x-api-key': rig.configuration.token } });
      await response.text();
      return response.status;
    });
    statuses.push(...(await Promise.all(some)));
  }
  await second.stop();
  const admitted = statuses.filter((status) => status === 200).length;
  expect(admitted).toBeLessThanOrEqual(100);
  expect(admitted).toBeGreaterThanOrEqual(97);
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
});
