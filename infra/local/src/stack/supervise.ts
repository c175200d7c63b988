import { LocalError } from '../local-error.ts';
import type { Guard } from '../process/guard.ts';
import {
  type ProcessExit,
  type ProcessSpec,
  type StartedProcess,
  startProcess,
} from '../process/start-process.ts';
import { waitUntil } from '../process/wait-until.ts';
import { lastLines } from './rotate-log.ts';

/** A process of the stack: what to run, and how to tell that it works. */
export type Definition = {
  title: string;
  /** Called before every start, also after a crash. */
  prepare(): Promise<ProcessSpec>;
  isReady(): Promise<boolean>;
  readyWithinMs: number;
  /** Delay before the first restart; it doubles up to ten seconds while the process keeps dying. */
  firstRestartMs: number;
  /** What a person can do when it does not start. */
  wayOut?: string;
};

const LONGEST_RESTART_MS = 10_000;
const SETTLED_MS = 30_000;

/** Starts a process, waits until it works, and from then on starts it again whenever it dies. */
export async function supervise(
  definition: Definition,
  guard: Guard,
  say: (line: string) => void,
): Promise<void> {
  let spec = await definition.prepare();
  let current = startProcess(spec, guard);
  let delayMs = definition.firstRestartMs;
  await waitReady(definition, spec, current);
  void keepAlive();

  async function keepAlive(): Promise<void> {
    for (;;) {
      const startedAt = Date.now();
      const exit = await current.exited;
      if (guard.isReleased) return;
      // Whatever it had started must not hold the port when it comes back.
      await current.stop(0);
      if (Date.now() - startedAt > SETTLED_MS) delayMs = definition.firstRestartMs;
      say(
        `! ${definition.title} ended (${describe(exit)}) and is started again in ${delayMs} ms; its last lines:`,
      );
      for (const line of lastLines(spec.logFile, 5)) say(`    ${line}`);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      delayMs = Math.min(delayMs * 2, LONGEST_RESTART_MS);
      if (guard.isReleased) return;
      await restart();
    }
  }

  async function restart(): Promise<void> {
    try {
      spec = await definition.prepare();
    } catch (error) {
      say(`! ${definition.title}: ${(error as Error).message}`);
    }
    if (!guard.isReleased) current = startProcess(spec, guard);
  }
}

async function waitReady(definition: Definition, spec: ProcessSpec, started: StartedProcess): Promise<void> {
  let exit: ProcessExit | undefined;
  void started.exited.then((found) => {
    exit = found;
  });
  const fail = (what: string) => {
    const said = lastLines(spec.logFile, 15).map((line) => `    ${line}`);
    const wayOut = definition.wayOut ? [definition.wayOut] : [];
    return new LocalError(
      [`The ${definition.title} ${what}; ${spec.logFile} ends with:`, ...said, ...wayOut].join('\n'),
    );
  };
  await waitUntil(
    async () => {
      if (exit) throw fail(`ended before it was ready (${describe(exit)})`);
      return definition.isReady();
    },
    {
      timeoutMs: definition.readyWithinMs,
      everyMs: 100,
      onTimeout: () => fail(`was not ready within ${definition.readyWithinMs / 1000} s`),
    },
  );
}

function describe(exit: ProcessExit): string {
  if (exit.error) return exit.error.message;
  return exit.signal ?? `code ${exit.code}`;
}
