import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalConfig } from '../config.ts';
import { LocalError } from '../local-error.ts';
import { answersHttp } from '../process/probes.ts';
import type { ProcessSpec } from '../process/start-process.ts';
import { type Environments, publicUrls } from './environment.ts';
import type { Definition } from './supervise.ts';

type AppOptions = {
  config: LocalConfig;
  environments: Environments;
  /** Hot reload: `next dev` and `node --watch`. */
  isDev: boolean;
};

type NodeApp = 'demo' | 'api' | 'worker' | 'gateway';
type NextApp = 'console' | 'portal';

const ENTRY: Record<NodeApp, string> = {
  demo: 'infra/demo/src/main.ts',
  api: 'apps/api/src/main.ts',
  worker: 'apps/worker/src/main.ts',
  gateway: 'apps/gateway/src/main.ts',
};

/** Every process of the product, as a table. */
export function appDefinitions(options: AppOptions): Record<NodeApp | NextApp, Definition> {
  const urls = publicUrls(options.config);
  const answers = (url: string) => () => answersHttp(url, 500);
  return {
    demo: define(options, 'demo', () => answersHttp(`${urls.demo}/healthz`), 50),
    api: define(options, 'api', () => answersHttp(`${urls.api}/healthz`), 100),
    worker: define(options, 'worker', async () => true, 500),
    gateway: define(
      options,
      'gateway',
      () => answersHttp(`http://127.0.0.1:${options.config.ports.gatewayAdmin}/readyz`),
      50,
    ),
    console: define(options, 'console', answers(`${urls.console}/`), 200),
    portal: define(options, 'portal', answers(`${urls.portal}/`), 200),
  };
}

function define(
  options: AppOptions,
  name: NodeApp | NextApp,
  isReady: Definition['isReady'],
  firstRestartMs: number,
): Definition {
  const isNext = name === 'console' || name === 'portal';
  return {
    title: name,
    prepare: async () => (isNext ? nextSpec(options, name) : nodeSpec(options, name)),
    isReady,
    // The first page of `next dev` is compiled while it is asked for.
    readyWithinMs: options.isDev ? 180_000 : 60_000,
    firstRestartMs,
  };
}

function nodeSpec({ config, environments, isDev }: AppOptions, name: NodeApp): ProcessSpec {
  const entry = join(config.root, ENTRY[name]);
  if (!existsSync(entry))
    throw new LocalError(
      `${ENTRY[name]} is missing, so the ${name} cannot start: check out the whole repository.`,
    );
  const watch = isDev ? ['--watch', '--watch-preserve-output'] : [];
  return {
    name,
    command: process.execPath,
    args: ['--enable-source-maps', ...watch, entry],
    env: { ...environments[name], NODE_ENV: isDev ? 'development' : 'production' },
    cwd: config.root,
    stopSignal: 'SIGTERM',
    stage: 'app',
    logFile: join(config.dataDir, 'logs', `${name}.log`),
  };
}

function nextSpec({ config, environments, isDev }: AppOptions, name: NextApp): ProcessSpec {
  const env = environments[name];
  const args = [isDev ? 'dev' : 'start', '--port', String(env.PORT), '--hostname', '127.0.0.1'];
  return {
    name,
    command: process.execPath,
    args: [join(config.root, 'node_modules/next/dist/bin/next'), ...args],
    env: { ...env, NODE_ENV: isDev ? 'development' : 'production' },
    cwd: join(config.root, 'apps', name),
    stopSignal: 'SIGTERM',
    stage: 'app',
    logFile: join(config.dataDir, 'logs', `${name}.log`),
  };
}
