import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalError } from '../local-error.ts';
import { isAlive, waitUntilGone } from '../process/alive.ts';
import { commandLineOf } from '../process/command-line.ts';

type Holder = { pid: number; guardPid: number; startedAt: string };

/** Longest that the guard of a killed run needs to end what that run left. */
const GUARD_MS = 12_000;

/** Claims the data folder for this process; a second stack on the same folder is refused. */
export async function lockFolder(dataDir: string, guardPid: number): Promise<string> {
  const file = join(dataDir, 'lock');
  const mine = `${file}.${process.pid}`;
  const holder: Holder = { pid: process.pid, guardPid, startedAt: new Date().toISOString() };
  writeFileSync(mine, JSON.stringify(holder));
  try {
    for (;;) {
      if (claim(mine, file)) return file;
      await refuseOrClear(file, dataDir);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

// A hard link appears with its content at once, so no one can read a lock half written.
function claim(mine: string, file: string): boolean {
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function refuseOrClear(file: string, dataDir: string): Promise<void> {
  const holder = readHolder(file);
  if (holder && isAlive(holder.pid) && isOurs(holder.pid)) {
    throw new LocalError(
      `Tollgate already runs on ${dataDir} (process ${holder.pid}, since ${holder.startedAt}): stop it first, or set TOLLGATE_DATA_DIR and the ports to run a second stack beside it.`,
    );
  }
  if (holder && isOurs(holder.guardPid)) await waitUntilGone(holder.guardPid, GUARD_MS);
  rmSync(file, { force: true });
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/** Process ids are used again after a reboot, so an id alone proves nothing. */
function isOurs(pid: number): boolean {
  return commandLineOf(pid).includes('infra/local/');
}
