import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findOnPath } from '../process/find-on-path.ts';

export type RedisOptions = {
  dataDir: string;
  port: number;
  password: string;
  /** The server's program; without it the path is searched. */
  command?: string | undefined;
};

/** How to spawn Redis, or undefined where this machine has none; nothing it holds is kept on disk. */
export async function prepareRedis(
  options: RedisOptions,
): Promise<{ command: string; args: string[]; url: string } | undefined> {
  const command = options.command ?? findOnPath('redis-server') ?? findOnPath('valkey-server');
  if (!command) return undefined;
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  const file = join(options.dataDir, 'redis.conf');
  const lines = [
    `port ${options.port}`,
    'bind 127.0.0.1',
    'protected-mode yes',
    `requirepass ${options.password}`,
    `dir ${JSON.stringify(options.dataDir)}`,
    `pidfile ${JSON.stringify(redisPidFile(options.dataDir))}`,
    'save ""',
    'appendonly no',
    'daemonize no',
    'databases 64',
    'maxmemory 512mb',
    'maxmemory-policy noeviction',
  ];
  await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  const url = `redis://:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}`;
  return { command, args: [file], url };
}

/** Where a running Redis of this folder has written its process id. */
export function redisPidFile(dataDir: string): string {
  return join(dataDir, 'redis.pid');
}
