import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Ward } from './end-processes.ts';
import type { GuardMessage } from './guard-main.ts';

/** Ends every watched process, should this one vanish without a word. */
export type Guard = {
  readonly pid: number;
  /** Whether all is being ended, so that nothing may be started any more. */
  readonly isReleased: boolean;
  watch(ward: Ward): void;
  forget(pid: number): void;
  /** Files and folders to remove once all processes have ended. */
  removeAtEnd(path: string): void;
  /** Lets the guard end what is still watched, and waits for it. */
  release(): Promise<void>;
};

/** Starts the guard: a process of its own in its own session, tied to this one by a pipe. */
export function startGuard(): Guard {
  const wards = new Map<number, Ward>();
  const files: string[] = [];
  let isReleased = false;
  let child = launch();

  function launch(): ChildProcess {
    const script = fileURLToPath(new URL('./guard-main.ts', import.meta.url));
    const started = spawn(process.execPath, [script], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { PATH: process.env.PATH ?? '' },
    });
    started.stdin?.on('error', () => {});
    started.on('error', () => {});
    started.on('exit', () => {
      if (isReleased) return;
      child = launch();
      for (const ward of wards.values()) tell({ watch: ward });
      for (const removeAtEnd of files) tell({ removeAtEnd });
    });
    return started;
  }

  function tell(message: GuardMessage): void {
    child.stdin?.write(`${JSON.stringify(message)}\n`);
  }

  return {
    get pid() {
      return child.pid ?? 0;
    },
    get isReleased() {
      return isReleased;
    },
    watch(ward) {
      wards.set(ward.pid, ward);
      tell({ watch: ward });
    },
    forget(pid) {
      wards.delete(pid);
      tell({ forget: pid });
    },
    removeAtEnd(path) {
      files.push(path);
      tell({ removeAtEnd: path });
    },
    async release() {
      isReleased = true;
      if (child.exitCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.stdin?.end();
      await ended;
    },
  };
}
