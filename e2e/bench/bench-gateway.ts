import { join } from 'node:path';
import { FakeFeed } from '@tollgate/testkit/gateway/fake-feed';
import { startGatewayProcess } from '@tollgate/testkit/gateway/gateway-process';
import { makeConfiguration } from '@tollgate/testkit/gateway/make-configuration';

/** Starts the gateway as it runs in production, with one worker; its limits are never reached, and usage stays in its spool. */
export async function startBenchGateway(folder: string, upstreamPort: number) {
  const configuration = makeConfiguration({
    upstreamUrl: `http://127.0.0.1:${upstreamPort}`,
    plan: {
      limits: [
        { name: 'second', requests: 1_000_000, windowSeconds: 1 },
        { name: 'minute', requests: 60_000_000, windowSeconds: 60 },
      ],
      quota: { requests: 2_000_000_000 },
    },
  });
  const feed = await new FakeFeed().listen();
  feed.seed(configuration.records);
  const gateway = await startGatewayProcess({
    GATEWAY_TOKEN: feed.token,
    FEED_URL: feed.url,
    GATEWAY_DATA_DIR: join(folder, 'gateway'),
    GATEWAY_PATH_ROUTING: 'true',
    GATEWAY_WORKERS: '1',
    ALLOWED_PRIVATE_UPSTREAMS: `127.0.0.1:${upstreamPort}`,
    LOG_LEVEL: 'error',
  });
  return {
    token: configuration.token,
    url: `http://127.0.0.1:${gateway.port}/atlas/world/v1/countries/FR`,
    stop: async () => {
      await gateway.stop();
      await feed.close();
    },
  };
}
