import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { FakeFeed } from '@tollgate/testkit/gateway/fake-feed';
import { freePort } from '@tollgate/testkit/gateway/gateway-process';
import { makeConfiguration } from '@tollgate/testkit/gateway/make-configuration';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterEach, beforeEach, expect, test } from 'vitest';

const LONG_MS = 30_000;

let feed: FakeFeed;
let dataFolder: string;
const started: ChildProcess[] = [];
beforeEach(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'tollgate-process-'));
  feed = await new FakeFeed().listen();
  feed.seed(makeConfiguration({ upstreamUrl: 'http://127.0.0.1:1' }).records);
});
afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  await feed.close();
  rmSync(dataFolder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
});

async function start(env: NodeJS.ProcessEnv = {}) {
  const [port, adminPort] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '../main.ts')], {
    env: {
      ...process.env,
      PORT: String(port),
      ADMIN_PORT: String(adminPort),
      GATEWAY_TOKEN: feed.token,
      FEED_URL: feed.url,
      GATEWAY_DATA_DIR: dataFolder,
      GATEWAY_PATH_ROUTING: 'true',
      LOG_LEVEL: 'silent',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  started.push(child);
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const admin = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${adminPort}${path}`);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const ready = () =>
    waitFor(async () => (await admin('/readyz').catch(() => null))?.status === 200, LONG_MS);
  return { child, port, adminPort, admin, ready, ended, errors: () => errors };
}

/** Processes of a group that live, as the system tells. */
function groupMembers(group: number): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const [state, , itsGroup] = (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1] ?? '').split(
          ' ',
        );
        return Number(itsGroup) === group && state !== 'Z';
      } catch {
        return false;
      }
    });
}

test(
  'it tells that it lives, when it is ready, and what it has applied',
  async () => {
    const gateway = await start();
    await gateway.ready();
    expect((await gateway.admin('/healthz')).status).toBe(200);
    await waitFor(async () => {
      const { body } = await gateway.admin('/status');
      return (body.workers as { appliedChange: number }[])[0]?.appliedChange === feed.changeNumber;
    });
  },
  LONG_MS,
);

test(
  'a scrape tells of traffic, configuration and every process, and no secret',
  async () => {
    const gateway = await start();
    await gateway.ready();
    await fetch(`http://127.0.0.1:${gateway.port}/atlas/world/v1/countries`, {
      headers: { 'x-api-key': 'tg_live_canaryCANARYcanary' },
    });
    const scrape = async () => (await fetch(`http://127.0.0.1:${gateway.adminPort}/metrics`)).text();
    await waitFor(async () => (await scrape()).includes('{tenant="atlas",status="4xx"} 1'), LONG_MS);
    const body = await scrape();
    expect(body).toContain('tollgate_gateway_problems_total{code="key_malformed"} 1');
    expect(body).toContain('tollgate_gateway_ready{process="worker 0"} 1');
    expect(body).toContain('tollgate_gateway_process_starts_total{process="worker 0"} 1');
    expect(body).toMatch(/tollgate_gateway_process_resident_bytes\{process="supervisor"\} \d{6,}/);
    expect(body).toMatch(/tollgate_gateway_configuration_change\{process="worker 0"\} [1-9]/);
    expect(body).not.toContain('CANARY');
  },
  LONG_MS,
);

test(
  'its counts survive the death of a worker, and the state says what it is made of',
  async () => {
    const gateway = await start();
    await gateway.ready();
    await fetch(`http://127.0.0.1:${gateway.port}/atlas/world/v1/countries`);
    const scrape = async () => (await fetch(`http://127.0.0.1:${gateway.adminPort}/metrics`)).text();
    const counted = 'tollgate_gateway_requests_total{tenant="atlas",status="4xx"} 1';
    await waitFor(async () => (await scrape()).includes(counted), LONG_MS);
    const { body } = await gateway.admin('/status');
    expect(body).toMatchObject({
      region: 'local',
      ready: true,
      appliedChange: feed.changeNumber,
      shipper: null,
    });
    expect(body.stores).toContainEqual({ name: 'feed', isHealthy: true, reason: null });
    process.kill((body.workers as { pid: number }[])[0]?.pid as number, 'SIGKILL');
    await waitFor(
      async () => (await scrape()).includes('process_starts_total{process="worker 0"} 2'),
      LONG_MS,
    );
    await gateway.ready();
    expect(await scrape()).toContain(counted);
  },
  LONG_MS,
);

test(
  'under node --watch, which speaks on the same channel, it starts and tells of its shipper',
  async () => {
    const gateway = await start({
      WATCH_REPORT_DEPENDENCIES: '1',
      CLICKHOUSE_URL: 'http://127.0.0.1:1/tollgate',
    });
    await gateway.ready();
    await waitFor(async () => {
      const { body } = await gateway.admin('/status');
      return (body.shipper as { store: { name: string } } | null)?.store.name === 'clickhouse';
    }, LONG_MS);
    const metrics = await fetch(`http://127.0.0.1:${gateway.adminPort}/metrics`);
    expect(await metrics.text()).toContain('tollgate_gateway_store_healthy{store="clickhouse"}');
  },
  LONG_MS,
);

test(
  'without any configuration it is alive, not ready, and says why',
  async () => {
    feed.isDown = true;
    const gateway = await start();
    await waitFor(async () => {
      const answer = await gateway.admin('/readyz').catch(() => null);
      return JSON.stringify(answer?.body.reasons ?? '').includes('there is no configuration yet');
    }, LONG_MS);
    expect((await gateway.admin('/readyz')).status).toBe(503);
    expect((await gateway.admin('/healthz')).status).toBe(200);
    const response = await fetch(`http://127.0.0.1:${gateway.port}/atlas/world/v1/countries`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'not_ready' });
  },
  LONG_MS,
);

test(
  'Ctrl-C in a terminal ends every process within ten seconds',
  async () => {
    const gateway = await start();
    await gateway.ready();
    const group = gateway.child.pid as number;
    expect(groupMembers(group).length).toBeGreaterThan(1);
    const startedAt = Date.now();
    process.kill(-group, 'SIGINT');
    expect(await gateway.ended).toBe(0);
    expect(Date.now() - startedAt).toBeLessThan(10_000);
    await waitFor(() => groupMembers(group).length === 0);
  },
  LONG_MS,
);

test(
  'a supervisor that is killed leaves no worker behind, and the next one starts in its place',
  async () => {
    const gateway = await start();
    await gateway.ready();
    gateway.child.kill('SIGKILL');
    const next = await start();
    await next.ready();
    await waitFor(() => groupMembers(gateway.child.pid as number).length === 0);
  },
  LONG_MS,
);

test(
  'a second gateway on the same folder is refused in one sentence',
  async () => {
    const gateway = await start();
    await gateway.ready();
    const second = await start();
    expect(await second.ended).toBe(1);
    expect(second.errors()).toMatch(/^The gateway cannot start: process .* already uses .*\n$/);
  },
  LONG_MS,
);

test(
  'a taken port is one sentence with the way out',
  async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
    const { port } = server.address() as AddressInfo;
    const gateway = await start({ PORT: String(port) });
    expect(await gateway.ended).toBe(1);
    expect(gateway.errors()).toBe(
      `The gateway cannot start: port ${port} on 127.0.0.1 is taken by another program. Choose another PORT.\n`,
    );
    server.close();
  },
  LONG_MS,
);
