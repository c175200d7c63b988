import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalError } from '../local-error.ts';
import { isAlive, waitUntilGone } from '../process/alive.ts';

/** Ends a Postgres that a crashed run left on this folder, and removes its stale pid file. */
export async function endLeftoverPostgres(dataDir: string): Promise<void> {
  const pidFile = join(dataDir, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number((await readFile(pidFile, 'utf8')).split('\n')[0]);
  if (Number.isInteger(pid) && pid > 1 && isAlive(pid) && commandOf(pid).includes(dataDir)) {
    process.kill(pid, 'SIGINT');
    if (!(await waitUntilGone(pid, 5_000))) process.kill(pid, 'SIGQUIT');
    if (!(await waitUntilGone(pid, 5_000))) {
      throw new LocalError(
        `Another Postgres (process ${pid}) still uses ${dataDir}: end it with "kill -QUIT ${pid}".`,
      );
    }
  }
  await rm(pidFile, { force: true });
}

function commandOf(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
