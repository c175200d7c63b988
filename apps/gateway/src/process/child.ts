import { type ChildProcess, fork } from 'node:child_process';
import type { Logger } from 'pino';
import type { SupervisorMessage } from './messages.ts';

export interface ChildOptions {
  name: string;
  script: string;
  env: NodeJS.ProcessEnv;
  logger: Logger;
  onMessage: (message: never) => void;
  /** Runs before each start, when no process of this child is alive. */
  beforeStart?: () => void;
}

const FIRST_RESPAWN_MS = 20;
/** A child may die this often in a row before it is held back. */
const QUICK_DEATHS = 10;
const LONGEST_RESPAWN_MS = 5000;
/** A child that lived this long did not die of its start. */
const SETTLED_MS = 5000;

/** A process that is started again whenever it dies, quickly at first. */
export class Child {
  readonly #options: ChildOptions;
  #process: ChildProcess | null = null;
  #timer: NodeJS.Timeout | null = null;
  #startedAtMs = 0;
  #quickDeaths = 0;
  #isStopping = false;
  #starts = 0;

  constructor(options: ChildOptions) {
    this.#options = options;
  }

  get name(): string {
    return this.#options.name;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  get starts(): number {
    return this.#starts;
  }

  start(): void {
    this.#starts++;
    const { script, env, onMessage, beforeStart } = this.#options;
    this.#timer = null;
    this.#startedAtMs = Date.now();
    beforeStart?.();
    const started = fork(script, { env, stdio: 'inherit' });
    this.#process = started;
    started.on('message', (message) => onMessage(message as never));
    started.on('error', () => {});
    started.once('exit', (code, signal) => this.#onExit(code, signal));
  }

  /** Asks the process to finish, and ends it when it has not by the deadline. */
  async stop(deadlineMs: number): Promise<void> {
    this.#isStopping = true;
    if (this.#timer) clearTimeout(this.#timer);
    const running = this.#process;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
    const deadline = setTimeout(() => running.kill('SIGKILL'), deadlineMs);
    running.send({ kind: 'drain' } satisfies SupervisorMessage, () => {});
    await ended;
    clearTimeout(deadline);
  }

  #onExit(code: number | null, signal: string | null): void {
    if (this.#isStopping) return;
    const { name, logger } = this.#options;
    logger.error({ code, signal }, `${name} died; it is started again`);
    const livedMs = Date.now() - this.#startedAtMs;
    this.#quickDeaths = livedMs < SETTLED_MS ? this.#quickDeaths + 1 : 0;
    const waitMs = Math.min(
      LONGEST_RESPAWN_MS,
      FIRST_RESPAWN_MS * 2 ** Math.max(0, this.#quickDeaths - QUICK_DEATHS),
    );
    this.#timer = setTimeout(() => this.start(), waitMs);
  }
}
