import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startThrowawayStores } from '@tollgate/local/stores/start-throwaway-stores';
import { type GatewayProcess, startGatewayProcess } from '@tollgate/testkit/gateway/gateway-process';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { recordServed, startLoad } from '@tollgate/testkit/gateway/load';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { testClickHouse } from '@tollgate/testkit/stores/test-clickhouse';

const CALLS = Number(process.argv[2] ?? 200_000);
const KILLS = Number(process.argv[3] ?? 20);
const CALLERS = 48;
const SPOOL_EMPTY_MS = 120_000;

interface Counts {
  rows: number;
  ids: number;
  billed: Set<string>;
}

/** What ClickHouse holds of this run. */
async function readCounts(url: string): Promise<Counts> {
  const { origin, username, password, pathname } = new URL(url);
  const sql = `SELECT request_id, billable, count() OVER () AS rows, uniqExact(id) OVER () AS ids
    FROM ${pathname.slice(1)}.usage_events FORMAT JSONEachRow`;
  const answer = await fetch(`${origin}/?output_format_json_quote_64bit_integers=0`, {
    method: 'POST',
    body: sql,
    headers: { 'x-clickhouse-user': username, 'x-clickhouse-key': password },
  });
  if (!answer.ok) throw new Error(`ClickHouse: ${await answer.text()}`);
  const events = (await answer.text())
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { request_id: string; billable: number; rows: number; ids: number });
  const billed = new Set(events.filter(({ billable }) => billable === 1).map((event) => event.request_id));
  return { rows: events[0]?.rows ?? 0, ids: events[0]?.ids ?? 0, billed };
}

async function killUnderLoad(rig: GatewayRig, gateway: () => GatewayProcess): Promise<ReadonlySet<string>> {
  const load = startLoad(rig, CALLERS);
  for (let kill = 1; kill <= KILLS; kill++) {
    const due = (CALLS * kill) / (KILLS + 1);
    while (load.got.size < due) await wait(20);
    const [pid] = await gateway().workerPids();
    if (pid) process.kill(pid, 'SIGKILL');
  }
  while (load.got.size < CALLS) await wait(20);
  await load.stop();
  return load.got;
}

async function main(): Promise<void> {
  const { stores, stop } = await startThrowawayStores({ redisCommand: process.env.TOLLGATE_REDIS_SERVER });
  const clickhouse = await testClickHouse(stores);
  let gateway: GatewayProcess | undefined;
  const rig = await startGatewayRig(
    async (env) => {
      gateway = await startGatewayProcess(env);
      return gateway;
    },
    { env: { CLICKHOUSE_URL: clickhouse.url } },
  );
  const served = recordServed(rig);
  const got = await killUnderLoad(rig, () => gateway as GatewayProcess);
  const spool = join(rig.dataFolder, 'spool', 'slot-0');
  await waitFor(() => readdirSync(spool).length === 0, SPOOL_EMPTY_MS, 'the spool to be empty');
  const { rows, ids, billed } = await readCounts(clickhouse.url);
  await rig.close();
  await stop();

  const lost = [...got].filter((id) => !billed.has(id)).length;
  const unserved = [...billed].filter((id) => !served.has(id)).length;
  console.log(`kill -9 of the worker    ${KILLS} times under load`);
  console.log(`answers callers got      ${got.size}`);
  console.log(`events in ClickHouse     ${rows}, of them billable ${billed.size}`);
  console.log(`requests upstream served ${served.size}`);
  console.log(`lost ${lost}, doubled ${rows - ids}, billed without being served ${unserved}`);
  process.exitCode = lost === 0 && rows === ids && unserved === 0 ? 0 : 1;
}

await main();
