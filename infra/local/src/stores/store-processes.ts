import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type PostgresOptions, preparePostgres } from '../postgres/prepare-postgres.ts';
import type { ProcessSpec } from '../process/start-process.ts';
import { prepareRedis, type RedisOptions } from '../redis/prepare-redis.ts';

/** The embedded Postgres as a process to start; makes its files first. */
export async function postgresProcess(options: PostgresOptions, logDir: string): Promise<ProcessSpec> {
  const command = await preparePostgres(options);
  return {
    ...command,
    name: 'postgres',
    stopSignal: 'SIGINT',
    stage: 'store',
    logFile: logOf(logDir, 'postgres'),
  };
}

export type ClickHouseOptions = { dataDir: string; port: number; user: string; password: string };

/** The embedded ClickHouse as a process to start. */
export function clickhouseProcess(options: ClickHouseOptions, logDir: string): ProcessSpec {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  return {
    name: 'clickhouse',
    command: process.execPath,
    args: [fileURLToPath(new URL('../clickhouse/main.ts', import.meta.url))],
    env: {
      PATH: process.env.PATH ?? '',
      TZ: 'UTC',
      CLICKHOUSE_DATA_DIR: options.dataDir,
      CLICKHOUSE_USER: options.user,
      CLICKHOUSE_PASSWORD: options.password,
      PORT: String(options.port),
    },
    stopSignal: 'SIGTERM',
    stage: 'store',
    logFile: logOf(logDir, 'clickhouse'),
  };
}

/** Redis as a process to start, with its address; undefined where the machine has none. */
export async function redisProcess(
  options: RedisOptions,
  logDir: string,
): Promise<{ spec: ProcessSpec; url: string } | undefined> {
  const prepared = await prepareRedis(options);
  if (!prepared) return undefined;
  const { command, args, url } = prepared;
  const env = { PATH: process.env.PATH ?? '', TZ: 'UTC' };
  const logFile = logOf(logDir, 'redis');
  return { spec: { name: 'redis', command, args, env, stopSignal: 'SIGTERM', stage: 'store', logFile }, url };
}

function logOf(logDir: string, name: string): string {
  mkdirSync(logDir, { recursive: true });
  return join(logDir, `${name}.log`);
}
