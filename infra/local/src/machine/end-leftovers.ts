import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalError } from '../local-error.ts';
import { isAlive, waitUntilGone } from '../process/alive.ts';
import { commandLineOf } from '../process/command-line.ts';
import { redisPidFile } from '../redis/prepare-redis.ts';

const PATIENCE_MS = 5_000;

/** Ends the stores that a run killed together with its guard has left on this folder. */
export async function endLeftovers(dataDir: string): Promise<void> {
  await Promise.all([
    endLeftoverPostgres(join(dataDir, 'postgres')),
    endLeftover({
      pidFile: redisPidFile(join(dataDir, 'redis')),
      mark: '-server',
      signals: ['SIGTERM', 'SIGKILL'],
    }),
  ]);
}

/** Ends a Postgres left on this cluster, and removes its stale pid file. */
export async function endLeftoverPostgres(dataDir: string): Promise<void> {
  await endLeftover({
    pidFile: join(dataDir, 'postmaster.pid'),
    mark: dataDir,
    signals: ['SIGINT', 'SIGQUIT'],
  });
}

type Leftover = {
  pidFile: string;
  /** What the command line of the process must hold, since ids are used again. */
  mark: string;
  signals: [NodeJS.Signals, NodeJS.Signals];
};

async function endLeftover({ pidFile, mark, signals }: Leftover): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number((await readFile(pidFile, 'utf8')).split('\n')[0]);
  if (Number.isInteger(pid) && pid > 1 && isAlive(pid) && commandLineOf(pid).includes(mark)) {
    for (const signal of signals) {
      if (isAlive(pid)) process.kill(pid, signal);
      await waitUntilGone(pid, PATIENCE_MS);
    }
    if (isAlive(pid)) {
      throw new LocalError(
        `Process ${pid} of an earlier run does not end: end it with "kill -KILL ${pid}" and start again.`,
      );
    }
  }
  await rm(pidFile, { force: true });
}
