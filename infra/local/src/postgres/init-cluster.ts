import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalError } from '../local-error.ts';
import type { PostgresBinaries } from './find-binaries.ts';
import type { Unprivileged } from './unprivileged.ts';

const MAJOR = '18';

export type ClusterOptions = {
  dataDir: string;
  superuserPassword: string;
  binaries: PostgresBinaries;
  unprivileged: Unprivileged | undefined;
};

/** Makes the cluster's files when the folder has none; throws when it holds something else. */
export async function initCluster(options: ClusterOptions): Promise<void> {
  if (await isCluster(options.dataDir)) return;
  // A cluster half made must never be taken for a whole one, so it is made aside and renamed.
  const aside = `${options.dataDir}.new`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true, mode: 0o700 });
  await giveTo(options.unprivileged, aside);
  const passwordDir = await mkdtemp(join(tmpdir(), 'tollgate-initdb-'));
  try {
    const passwordFile = join(passwordDir, 'password');
    await writeFile(passwordFile, `${options.superuserPassword}\n`, { mode: 0o600 });
    await giveTo(options.unprivileged, passwordDir, passwordFile);
    await runInitdb(options, aside, passwordFile);
  } finally {
    await rm(passwordDir, { recursive: true, force: true });
  }
  await rm(options.dataDir, { recursive: true, force: true });
  await rename(aside, options.dataDir);
}

async function isCluster(dataDir: string): Promise<boolean> {
  if (!existsSync(dataDir)) return false;
  const names = await readdir(dataDir);
  if (names.length === 0) return false;
  const found = names.includes('PG_VERSION') && (await readFile(join(dataDir, 'PG_VERSION'), 'utf8')).trim();
  if (found === MAJOR && existsSync(join(dataDir, 'global', 'pg_control'))) return true;
  throw new LocalError(
    `${dataDir} does not hold a whole Postgres ${MAJOR} cluster${found ? ` (its version is ${found})` : ''}: ` +
      'restore it, or move the data folder away to begin with an empty one, or set TOLLGATE_DATA_DIR to another folder.',
  );
}

async function giveTo(user: Unprivileged | undefined, ...paths: string[]): Promise<void> {
  if (user) for (const path of paths) await chown(path, user.uid, user.gid);
}

async function runInitdb(options: ClusterOptions, dataDir: string, passwordFile: string): Promise<void> {
  const args = [
    `--pgdata=${dataDir}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ];
  const { binaries, unprivileged } = options;
  const { command, ...rest } = unprivileged?.wrap(binaries.initdb, args) ?? {
    command: binaries.initdb,
    args,
  };
  const child = spawn(command, rest.args, {
    ...(rest.uid === undefined ? {} : { uid: rest.uid, gid: rest.gid }),
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    cwd: dataDir,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4_000);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) {
    const reason = said.trim().split('\n').at(-1) ?? `it ended with ${code}`;
    throw new LocalError(`Postgres could not make its files in ${options.dataDir}: ${reason}`);
  }
}
