import { chown } from 'node:fs/promises';
import { resolve } from 'node:path';
import { endLeftoverPostgres } from '../machine/end-leftovers.ts';
import { findPostgresBinaries } from './find-binaries.ts';
import { initCluster } from './init-cluster.ts';
import { findUnprivileged } from './unprivileged.ts';

export type PostgresOptions = {
  dataDir: string;
  port: number;
  superuserPassword: string;
  /** For tests: gives up surviving a power cut for speed. */
  isThrowaway?: boolean;
};

/** How to spawn the server; the process is ended with SIGINT, Postgres's fast shutdown. */
export type PostgresCommand = {
  command: string;
  args: string[];
  uid?: number;
  gid?: number;
  env: Record<string, string>;
};

/** Makes the cluster when there is none, clears what a crash left, and says how to run the server. */
export async function preparePostgres(options: PostgresOptions): Promise<PostgresCommand> {
  const dataDir = resolve(options.dataDir);
  const binaries = await findPostgresBinaries();
  const unprivileged = findUnprivileged([binaries.postgres, dataDir]);
  await initCluster({ dataDir, superuserPassword: options.superuserPassword, binaries, unprivileged });
  await endLeftoverPostgres(dataDir);
  if (unprivileged) await chown(dataDir, unprivileged.uid, unprivileged.gid);
  const args = ['-D', dataDir, ...settingsOf(options).flatMap((setting) => ['-c', setting])];
  const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' };
  return { ...(unprivileged?.wrap(binaries.postgres, args) ?? { command: binaries.postgres, args }), env };
}

function settingsOf(options: PostgresOptions): string[] {
  const settings = [
    `port=${options.port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'timezone=UTC',
    'log_timezone=UTC',
    'password_encryption=scram-sha-256',
  ];
  if (!options.isThrowaway) return settings;
  return [...settings, 'fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
}
