import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { freePort } from '@tollgate/testkit/gateway/gateway-process';
import { startBenchGateway } from './bench-gateway.ts';
import { findPrograms } from './find-programs.ts';
import { startNginx } from './nginx.ts';
import { formatRounds, median } from './results.ts';
import { type Load, runWrk } from './wrk.ts';

/** Code is compiled while it runs: the first seconds say nothing. */
const WARM_UP_SECONDS = 5;

const usage = `npm run bench -- [--seconds 10] [--rounds 5] [--connections 64]

One gateway worker with everything on (key, subscription, two limits and a quota, metering, headers) against
nginx as a bare proxy with one worker, in turns, before the same nginx upstream.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '10' },
      rounds: { type: 'string', default: '5' },
      connections: { type: 'string', default: '64' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const programs = findPrograms(['nginx', 'wrk']);
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-bench-'));
  const ports = { upstream: await freePort(), proxy: await freePort() };
  const nginx = await startNginx(programs.nginx as string, folder, ports);
  const gateway = await startBenchGateway(folder, ports.upstream);
  try {
    const load = (url: string, rate?: number): Load => ({
      program: programs.wrk as string,
      folder,
      url,
      headers: { 'X-API-Key': gateway.token },
      seconds: Number(values.seconds),
      connections: Number(values.connections),
      requestsPerSecond: rate,
    });
    await compare(load, Number(values.rounds), {
      gateway: gateway.url,
      proxy: `http://127.0.0.1:${ports.proxy}/`,
      upstream: `http://127.0.0.1:${ports.upstream}/`,
    });
  } finally {
    await gateway.stop();
    await nginx.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Urls {
  gateway: string;
  proxy: string;
  upstream: string;
}

async function compare(
  load: (url: string, rate?: number) => Load,
  rounds: number,
  urls: Urls,
): Promise<void> {
  for (const url of [urls.proxy, urls.gateway]) await runWrk({ ...load(url), seconds: WARM_UP_SECONDS });
  const proxy: number[] = [];
  const gateway: number[] = [];
  for (let round = 0; round < rounds; round++) {
    proxy.push((await runWrk(load(urls.proxy))).requestsPerSecond);
    gateway.push((await runWrk(load(urls.gateway))).requestsPerSecond);
  }
  console.log(formatRounds({ 'nginx bare proxy': proxy, 'tollgate, everything on': gateway }));

  const half = Math.round(median(gateway) / 2);
  const direct = await runWrk(load(urls.upstream, half));
  const through = await runWrk(load(urls.gateway, half));
  const added = (name: 'p50Ms' | 'p99Ms') => (through[name] - direct[name]).toFixed(2);
  console.log(
    `\nlatency at half load (asked for ${half} a second, got ${Math.round(through.requestsPerSecond)})`,
  );
  console.log(`  upstream alone   p50 ${direct.p50Ms.toFixed(2)} ms   p99 ${direct.p99Ms.toFixed(2)} ms`);
  console.log(`  through tollgate p50 ${through.p50Ms.toFixed(2)} ms   p99 ${through.p99Ms.toFixed(2)} ms`);
  console.log(`  added            p50 ${added('p50Ms')} ms   p99 ${added('p99Ms')} ms\n`);
  console.log(`ratio ${(median(gateway) / median(proxy)).toFixed(2)}`);
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
