import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAnalytics } from '@tollgate/analytics/client';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { testClickHouse } from '@tollgate/testkit/stores/test-clickhouse';
import { Agent, request } from 'undici';
import { expect, test } from 'vitest';
import { z } from 'zod';

const KILLS = 8;
const CALLERS = 16;

/** Runs the gateway as people do: a process of its own, which starts worker and shipper. */
async function startGatewayProcess(env: NodeJS.ProcessEnv) {
  const port = await freePort();
  const adminPort = await freePort();
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '../main.ts')], {
    env: { ...process.env, ...env, PORT: String(port), ADMIN_PORT: String(adminPort) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const status = async () => (await (await fetch(`http://127.0.0.1:${adminPort}/status`)).json()) as Status;
  await waitFor(
    async () => (await status().catch(() => null))?.ready === true,
    20_000,
    'the gateway to be ready',
  );
  return { port, child, status, stop: () => end(child) };
}

interface Status {
  ready: boolean;
  workers: ({ pid: number } | null)[];
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    child.once('exit', () => done());
    child.kill('SIGTERM');
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** Ids of all requests the upstream answered. */
function recordServed(rig: GatewayRig): Set<string> {
  const served = new Set<string>();
  rig.upstream.script = (socket, { head }) => {
    served.add(/^x-request-id: (\S+)/m.exec(head)?.[1] ?? '');
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
  };
  return served;
}

/** Callers that call without a pause; `got` holds the ids of the answers that arrived whole. */
function startLoad(rig: GatewayRig) {
  const got = new Set<string>();
  const agent = new Agent({ connections: CALLERS });
  let isOver = false;
  const callOnce = async () => {
    const answer = await request(rig.url('/countries/FR'), {
      dispatcher: agent,
      headers: { 'x-api-key': rig.configuration.token },
    });
    const isWhole = (await answer.body.text()) === 'ok';
    if (answer.statusCode === 200 && isWhole) got.add(String(answer.headers['x-request-id']));
  };
  const callers = Array.from({ length: CALLERS }, async () => {
    while (!isOver) await callOnce().catch(() => sleep(5));
  });
  const stop = async () => {
    isOver = true;
    await Promise.all(callers);
    await agent.close();
  };
  return { got, stop };
}

test(`after ${KILLS} × kill -9 of the worker under load: what callers got ⊆ billed once ⊆ what the upstream served`, async () => {
  const clickhouse = await testClickHouse();
  let running: Awaited<ReturnType<typeof startGatewayProcess>> | undefined;
  const rig = await startGatewayRig(
    async (env) => {
      running = await startGatewayProcess(env);
      return running;
    },
    { env: { CLICKHOUSE_URL: clickhouse.url, PORT: undefined } },
  );
  const gateway = running as NonNullable<typeof running>;
  const served = recordServed(rig);
  const load = startLoad(rig);
  const { got } = load;
  for (let kill = 0; kill < KILLS; kill++) {
    await sleep(150 + Math.random() * 300);
    const pid = (await gateway.status()).workers[0]?.pid as number;
    process.kill(pid, 'SIGKILL');
    const before = got.size;
    await waitFor(() => got.size > before + CALLERS, 30_000, 'the worker to be back');
    await waitFor(async () => (await gateway.status()).workers[0]?.pid !== undefined);
  }
  await load.stop();
  await waitFor(
    () => readdirSync(join(rig.dataFolder, 'spool', 'slot-0')).length === 0,
    60_000,
    'the spool to be empty',
  );

  const analytics = createAnalytics({ url: clickhouse.url });
  const rows = await analytics.query(
    'SELECT request_id FROM usage_events WHERE billable = 1',
    {},
    z.object({ request_id: z.string() }),
  );
  const billed = new Set(rows.map((row) => row.request_id));
  await analytics.close();
  await rig.close();
  await clickhouse.drop();

  expect(got.size).toBeGreaterThan(500);
  expect(rows).toHaveLength(billed.size);
  expect([...got].filter((id) => !billed.has(id))).toEqual([]);
  expect([...billed].filter((id) => !served.has(id))).toEqual([]);
}, 180_000);
