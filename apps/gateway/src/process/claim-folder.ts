import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const WAIT_MS = 10_000;

/**
 * Makes sure that no other gateway, and no worker left over from one that died, writes in a data folder: waits for the
 * processes noted there to end. Answers how to note this gateway's own.
 */
export async function claimDataFolder(
  dataFolder: string,
): Promise<{ note(pids: number[]): void; release(): void }> {
  mkdirSync(dataFolder, { recursive: true });
  const file = join(dataFolder, 'pids');
  const deadlineMs = Date.now() + WAIT_MS;
  for (;;) {
    const alive = readPids(file).filter(isGateway);
    if (alive.length === 0) break;
    if (Date.now() > deadlineMs) {
      throw new Error(
        `The gateway cannot start: process ${alive.join(', ')} already uses ${dataFolder}. ` +
          'End it, or choose another GATEWAY_DATA_DIR.',
      );
    }
    await sleep(100);
  }
  return {
    note: (pids) => writeFileSync(file, pids.join('\n')),
    release: () => rmSync(file, { force: true }),
  };
}

function readPids(file: string): number[] {
  try {
    return readFileSync(file, 'utf8').split('\n').map(Number).filter(Boolean);
  } catch {
    return [];
  }
}

// A number may have gone to another program since: where the system tells, its command line decides.
function isGateway(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return /gateway/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  } catch {
    return true;
  }
}
