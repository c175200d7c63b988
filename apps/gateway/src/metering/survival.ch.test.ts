import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAnalytics } from '@tollgate/analytics/client';
import { type GatewayProcess, startGatewayProcess } from '@tollgate/testkit/gateway/gateway-process';
import { startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { recordServed, startLoad } from '@tollgate/testkit/gateway/load';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { testClickHouse } from '@tollgate/testkit/stores/test-clickhouse';
import { expect, test } from 'vitest';
import { z } from 'zod';

const KILLS = 8;
const CALLERS = 16;

test(`after ${KILLS} × kill -9 of the worker under load: what callers got ⊆ billed once ⊆ what the upstream served`, async () => {
  const clickhouse = await testClickHouse();
  let gateway: GatewayProcess | undefined;
  const rig = await startGatewayRig(
    async (env) => {
      gateway = await startGatewayProcess(env);
      return gateway;
    },
    { env: { CLICKHOUSE_URL: clickhouse.url } },
  );
  const served = recordServed(rig);
  const load = startLoad(rig, CALLERS);
  const { got } = load;
  const downMs: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    await sleep(150 + Math.random() * 300);
    const [pid] = (await gateway?.workerPids()) ?? [];
    process.kill(pid as number, 'SIGKILL');
    const startedAt = performance.now();
    const before = got.size;
    await waitFor(() => got.size > before + CALLERS, 10_000, 'the worker to be back');
    downMs.push(performance.now() - startedAt);
    await waitFor(async () => (await gateway?.workerPids())?.length === 1);
  }
  await load.stop();
  const spool = join(rig.dataFolder, 'spool', 'slot-0');
  await waitFor(() => readdirSync(spool).length === 0, 15_000, 'the spool to be empty');

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
  // Under a second on an idle machine; tests share theirs.
  expect(downMs.sort((a, b) => a - b)[KILLS / 2]).toBeLessThan(3000);
}, 90_000);
