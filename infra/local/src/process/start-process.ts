import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { LocalError } from '../local-error.ts';
import { endProcess, type Ward } from './end-processes.ts';
import type { Guard } from './guard.ts';

/** What to run, and how it is to end. */
export type ProcessSpec = {
  name: string;
  command: string;
  args: string[];
  /** The whole environment: nothing is inherited. */
  env: Record<string, string>;
  cwd?: string;
  uid?: number;
  gid?: number;
  stopSignal: Ward['stopSignal'];
  stage: Ward['stage'];
  /** Output is appended here. */
  logFile: string;
};

export type ProcessExit = { code: number | null; signal: NodeJS.Signals | null; error?: Error };

export type StartedProcess = {
  pid: number | undefined;
  exited: Promise<ProcessExit>;
  /** Ends it and everything it started. */
  stop(graceMs?: number): Promise<void>;
};

/** Starts a process in a group of its own, with its output in a file, watched by the guard. */
export function startProcess(spec: ProcessSpec, guard: Guard): StartedProcess {
  if (guard.isReleased) throw new LocalError('Everything is being stopped.');
  const log = openSync(spec.logFile, 'a');
  let child: ChildProcess;
  try {
    child = spawn(spec.command, spec.args, {
      cwd: spec.cwd,
      env: spec.env,
      detached: true,
      stdio: ['ignore', log, log],
      ...(spec.uid === undefined ? {} : { uid: spec.uid, gid: spec.gid }),
    });
  } finally {
    closeSync(log);
  }
  const { pid } = child;
  const ward = pid === undefined ? undefined : { pid, stopSignal: spec.stopSignal, stage: spec.stage };
  if (ward) guard.watch(ward);
  const exited = new Promise<ProcessExit>((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, error }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  if (pid !== undefined) void exited.then(() => guard.forget(pid));
  return {
    pid,
    exited,
    async stop(graceMs) {
      if (!ward) return;
      await endProcess(ward, graceMs);
      await exited;
    },
  };
}
