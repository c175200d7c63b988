import { join } from 'node:path';
import type { LocalConfig } from '../config.ts';
import { postgresUrls } from '../postgres/postgres-urls.ts';
import { acceptsConnections, answersHttp, answersPostgres } from '../process/probes.ts';
import type { LocalSecrets } from '../secrets/secrets.ts';
import { clickhouseProcess, postgresProcess, redisProcess } from '../stores/store-processes.ts';
import { CLICKHOUSE_USER } from './stores.ts';
import type { Definition } from './supervise.ts';

/** The embedded stores of a stack as supervised processes; one of one's own is left out. */
export async function storeDefinitions(config: LocalConfig, secrets: LocalSecrets) {
  const logDir = join(config.dataDir, 'logs');
  return {
    postgres: config.ownPostgres ? undefined : postgresDefinition(config, secrets, logDir),
    clickhouse: config.ownClickHouseUrl ? undefined : clickhouseDefinition(config, secrets, logDir),
    redis: config.ownRedisUrl ? undefined : await redisDefinition(config, secrets, logDir),
  };
}

function postgresDefinition(config: LocalConfig, secrets: LocalSecrets, logDir: string): Definition {
  const port = config.ports.postgres;
  const { superuserUrl } = postgresUrls(port, secrets.postgres, 'postgres');
  return {
    title: 'Postgres',
    prepare: () =>
      postgresProcess(
        {
          dataDir: join(config.dataDir, 'postgres'),
          port,
          superuserPassword: secrets.postgres.superuser,
        },
        logDir,
      ),
    isReady: () => answersPostgres(superuserUrl),
    // Recovery after a power cut reads the whole journal.
    readyWithinMs: 90_000,
    firstRestartMs: 200,
    wayOut: wayOut(join(config.dataDir, 'postgres')),
  };
}

function clickhouseDefinition(config: LocalConfig, secrets: LocalSecrets, logDir: string): Definition {
  const port = config.ports.clickhouse;
  return {
    title: 'ClickHouse',
    prepare: async () =>
      clickhouseProcess(
        {
          dataDir: join(config.dataDir, 'clickhouse'),
          port,
          user: CLICKHOUSE_USER,
          password: secrets.clickhousePassword,
        },
        logDir,
      ),
    isReady: () => answersHttp(`http://127.0.0.1:${port}/ping`),
    readyWithinMs: 60_000,
    firstRestartMs: 200,
    wayOut: wayOut(join(config.dataDir, 'clickhouse')),
  };
}

function wayOut(folder: string): string {
  return `If its files are damaged, restore ${folder}, or move the data folder away to begin with an empty one.`;
}

async function redisDefinition(
  config: LocalConfig,
  secrets: LocalSecrets,
  logDir: string,
): Promise<{ definition: Definition; url: string } | undefined> {
  const port = config.ports.redis;
  const options = {
    dataDir: join(config.dataDir, 'redis'),
    port,
    password: secrets.redisPassword,
    command: config.redisCommand,
  };
  const found = await redisProcess(options, logDir);
  if (!found) return undefined;
  const definition: Definition = {
    title: 'Redis',
    prepare: async () => found.spec,
    isReady: () => acceptsConnections(port),
    readyWithinMs: 20_000,
    firstRestartMs: 200,
  };
  return { definition, url: found.url };
}
