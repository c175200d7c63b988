import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UsageEvent } from '@tollgate/domain/usage-event';
import { FakeFeed } from './fake-feed.ts';
import { type Configuration, type ConfigurationChoices, makeConfiguration } from './make-configuration.ts';
import { RawUpstream } from './raw-upstream.ts';
import { waitFor } from './wait-for.ts';

/** A worker under test, however it is run. */
export interface RunningGateway {
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts a gateway from its environment variables. */
export type StartGateway = (env: NodeJS.ProcessEnv) => Promise<RunningGateway>;

/** A gateway with a feed and an upstream of its own. */
export interface GatewayRig {
  readonly feed: FakeFeed;
  readonly upstream: RawUpstream;
  readonly configuration: Configuration;
  readonly dataFolder: string;
  readonly env: NodeJS.ProcessEnv;
  gateway: RunningGateway;
  /** Where the API of the configuration answers, path mode. */
  url(path: string): string;
  /** Calls the API with the key of the configuration. */
  call(path: string, init?: RequestInit): Promise<Response>;
  /** Usage events in the spool so far, oldest first. */
  events(): UsageEvent[];
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface RigChoices extends Partial<ConfigurationChoices> {
  env?: NodeJS.ProcessEnv;
}

/** Starts a gateway and waits until it serves the configuration. */
export async function startGatewayRig(start: StartGateway, choices: RigChoices = {}): Promise<GatewayRig> {
  const upstream = await new RawUpstream().listen();
  const configuration = makeConfiguration({ upstreamUrl: upstream.url, ...choices });
  const feed = await new FakeFeed({ heartbeatMs: 200 }).listen();
  feed.seed(configuration.records);
  const dataFolder = await mkdtemp(join(tmpdir(), 'tollgate-gateway-'));
  const env: NodeJS.ProcessEnv = {
    PORT: '0',
    GATEWAY_TOKEN: feed.token,
    FEED_URL: feed.url,
    GATEWAY_DATA_DIR: dataFolder,
    GATEWAY_NAME: 'rig',
    GATEWAY_PATH_ROUTING: 'true',
    GATEWAY_DRAIN_MS: '1000',
    ALLOWED_PRIVATE_UPSTREAMS: `127.0.0.1:${upstream.port}`,
    LOG_LEVEL: 'silent',
    ...choices.env,
  };
  const rig: GatewayRig = {
    feed,
    upstream,
    configuration,
    dataFolder,
    env,
    gateway: await start(env),
    url: (path) => `http://127.0.0.1:${rig.gateway.port}/${configuration.tenant.slug}/world/v1${path}`,
    call: (path, init = {}) => {
      const headers = new Headers(init.headers);
      if (!headers.has('x-api-key')) headers.set('x-api-key', configuration.token);
      return fetch(rig.url(path), { ...init, headers });
    },
    events: () => readSpool(join(dataFolder, 'spool', 'slot-0')),
    restart: async () => {
      await rig.gateway.stop();
      rig.gateway = await start(env);
    },
    close: async () => {
      await rig.gateway.stop();
      await feed.close();
      await upstream.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
  await waitFor(() => feed.reports.some((report) => report.appliedChange >= feed.changeNumber));
  return rig;
}

/** Every event in a folder of segments, open or closed. */
export function readSpool(folder: string): UsageEvent[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line) as UsageEvent);
}
