import { isAlive, waitUntilGone } from './alive.ts';

/** A process we started, as the leader of its own group. */
export type Ward = {
  pid: number;
  stopSignal: 'SIGTERM' | 'SIGINT';
  /** Apps end before the stores they write to. */
  stage: 'app' | 'store';
};

const GRACE_MS = { app: 6_000, store: 2_500 };

/** Ends all of them, apps first; what does not end in time is killed with everything it started. */
export async function endProcesses(wards: Ward[]): Promise<void> {
  for (const stage of ['app', 'store'] as const) {
    const due = wards.filter((ward) => ward.stage === stage);
    await Promise.all(due.map((ward) => endProcess(ward)));
  }
}

/** Asks one process to end, waits, then kills its group. */
export async function endProcess(ward: Ward, graceMs: number = GRACE_MS[ward.stage]): Promise<void> {
  if (isAlive(ward.pid)) {
    signal(ward.pid, ward.stopSignal);
    await waitUntilGone(ward.pid, graceMs);
  }
  signal(-ward.pid, 'SIGKILL');
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone already.
  }
}
