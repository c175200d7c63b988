import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { FakeFeed } from '@tollgate/testkit/gateway/fake-feed';
import { makeConfiguration } from '@tollgate/testkit/gateway/make-configuration';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { freePort } from './free-port.ts';

const UNREACHED = 1_000_000_000_000;

/** Starts the gateway as it runs in production, with one worker; usage stays in its spool. */
export async function startBenchGateway(folder: string, upstreamPort: number) {
  const configuration = makeConfiguration({
    upstreamUrl: `http://127.0.0.1:${upstreamPort}`,
    plan: {
      limits: [
        { name: 'second', requests: UNREACHED, windowSeconds: 1 },
        { name: 'minute', requests: UNREACHED, windowSeconds: 60 },
      ],
      quota: { requests: UNREACHED },
    },
  });
  const feed = await new FakeFeed().listen();
  feed.seed(configuration.records);
  const port = await freePort();
  const adminPort = await freePort();
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '../../apps/gateway/src/main.ts')], {
    env: {
      ...process.env,
      PORT: String(port),
      ADMIN_PORT: String(adminPort),
      GATEWAY_TOKEN: feed.token,
      FEED_URL: feed.url,
      GATEWAY_DATA_DIR: join(folder, 'gateway'),
      GATEWAY_PATH_ROUTING: 'true',
      GATEWAY_WORKERS: '1',
      ALLOWED_PRIVATE_UPSTREAMS: `127.0.0.1:${upstreamPort}`,
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const isReady = () =>
    fetch(`http://127.0.0.1:${adminPort}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
  await waitFor(isReady, 20_000, 'the gateway to be ready');
  return {
    token: configuration.token,
    url: `http://127.0.0.1:${port}/atlas/world/v1/countries/FR`,
    stop: async () => {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
      await feed.close();
    },
  };
}
