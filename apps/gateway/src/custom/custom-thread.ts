import { Worker } from 'node:worker_threads';
import type { CustomCall, CustomLimits, CustomResult } from '@tollgate/policies/custom/port';
import type { FromThread, ThreadOrder, ToThread } from './thread-main.ts';

export interface CustomThreadOptions {
  readonly path: string;
  /** Told once, when the thread is no more. */
  onEnd(reason: string, detail?: string): void;
  /** What the module prints, some of it. */
  onOutput(text: string): void;
}

/** Ceilings on one thread. */
export const THREAD_LIMITS = {
  heapMb: 64,
  /** Memory beside the heap, such as that of buffers. */
  externalMb: 64,
  loadMs: 5000,
  /** One that is silent for this long after a call took too long is in a loop. */
  silentMs: 150,
  watchMs: 1000,
  callsUnderWay: 256,
} as const;

interface Waiting {
  readonly resolve: (result: CustomResult) => void;
  readonly timer: NodeJS.Timeout;
}

/** A module at work in a thread of its own: what breaks it, breaks nothing else. */
export class CustomThread {
  readonly ready: Promise<string | null>;
  lastUsedAtMs = performance.now();
  readonly #options: CustomThreadOptions;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #watch: NodeJS.Timeout;
  readonly #loading: NodeJS.Timeout;
  #settleReady: (reason: string | null) => void = () => {};
  #silent: NodeJS.Timeout | null = null;
  #isPinged = false;
  #isReady = false;
  #lastId = 0;
  #endReason: string | null = null;
  #printedAtMs = 0;

  constructor(options: CustomThreadOptions) {
    this.#options = options;
    this.ready = new Promise((resolve) => {
      this.#settleReady = resolve;
    });
    const order: ThreadOrder = { path: options.path };
    this.#worker = new Worker(new URL('./thread-main.ts', import.meta.url), {
      workerData: order,
      resourceLimits: {
        maxOldGenerationSizeMb: THREAD_LIMITS.heapMb,
        maxYoungGenerationSizeMb: 16,
        stackSizeMb: 4,
      },
      // Nothing of the gateway's secrets is in its environment.
      env: {},
      argv: [],
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    this.#worker.unref();
    this.#worker.on('message', (message: FromThread) => this.#onMessage(message));
    this.#worker.on('error', (error: NodeJS.ErrnoException) => this.#onError(error));
    this.#worker.on('exit', () => this.end('the module ended its thread'));
    for (const output of [this.#worker.stdout, this.#worker.stderr]) {
      output.on('data', (chunk: Buffer) => this.#onOutput(chunk));
    }
    this.#loading = setTimeout(
      () => this.end(`it takes longer than ${THREAD_LIMITS.loadMs} ms to load`),
      THREAD_LIMITS.loadMs,
    );
    this.#watch = setInterval(() => void this.#look(), THREAD_LIMITS.watchMs).unref();
  }

  get isBusy(): boolean {
    return this.#waiting.size > 0 || !this.#isReady;
  }

  /** Calls the module; resolves when it answered, failed or took too long. */
  async run(call: CustomCall, { timeoutMs, maxBodyBytes }: CustomLimits): Promise<CustomResult> {
    this.lastUsedAtMs = performance.now();
    const unusable = this.#isReady ? null : await this.ready;
    const reason = unusable ?? this.#endReason;
    if (reason !== null) return { kind: 'failed', reason };
    if (this.#waiting.size >= THREAD_LIMITS.callsUnderWay) {
      return { kind: 'failed', reason: 'too many requests wait for it' };
    }
    return new Promise((resolve) => {
      const id = ++this.#lastId;
      const timer = setTimeout(() => this.#onLate(id, timeoutMs), timeoutMs);
      this.#waiting.set(id, { resolve, timer });
      this.#tell({ kind: 'call', id, call, maxBodyBytes });
    });
  }

  /** Ends the thread; what waits for it fails with the reason. */
  end(reason: string, detail?: string): void {
    if (this.#endReason !== null) return;
    this.#endReason = reason;
    clearTimeout(this.#loading);
    clearInterval(this.#watch);
    if (this.#silent) clearTimeout(this.#silent);
    void this.#worker.terminate();
    this.#settleReady(reason);
    for (const id of [...this.#waiting.keys()]) this.#settle(id, { kind: 'failed', reason });
    this.#options.onEnd(reason, detail);
  }

  #tell(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  #onMessage(message: FromThread): void {
    switch (message.kind) {
      case 'ready':
        this.#isReady = true;
        clearTimeout(this.#loading);
        this.#settleReady(null);
        break;
      case 'unusable':
        this.end(message.reason);
        break;
      case 'pong':
        this.#isPinged = false;
        if (this.#silent) clearTimeout(this.#silent);
        this.#silent = null;
        break;
      case 'result':
        this.#settle(message.id, message.result);
    }
  }

  #settle(id: number, result: CustomResult): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    this.#waiting.delete(id);
    clearTimeout(waiting.timer);
    waiting.resolve(result);
  }

  // One that only waits for something answers a ping; one in a loop does not, and all who wait would be late.
  #onLate(id: number, timeoutMs: number): void {
    this.#settle(id, { kind: 'failed', reason: `it took longer than ${timeoutMs} ms` });
    if (this.#silent) return;
    this.#silent = setTimeout(() => this.end('it was in a loop'), THREAD_LIMITS.silentMs);
    this.#tell({ kind: 'ping' });
  }

  async #look(): Promise<void> {
    if (!this.#isReady) return;
    if (this.#isPinged && !this.#silent) {
      this.end('it was in a loop');
      return;
    }
    this.#isPinged = true;
    this.#tell({ kind: 'ping' });
    const statistics = await this.#worker.getHeapStatistics().catch(() => null);
    const externalBytes = statistics?.external_memory ?? 0;
    if (externalBytes > THREAD_LIMITS.externalMb * 1024 * 1024) this.end(OUT_OF_MEMORY);
  }

  #onError(error: NodeJS.ErrnoException): void {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') this.end(OUT_OF_MEMORY);
    else this.end('it threw outside of a call', String(error.message ?? error).slice(0, 300));
  }

  #onOutput(chunk: Buffer): void {
    const now = performance.now();
    if (now - this.#printedAtMs < THREAD_LIMITS.watchMs) return;
    this.#printedAtMs = now;
    this.#options.onOutput(chunk.toString('utf8', 0, 1000).trimEnd());
  }
}

const OUT_OF_MEMORY = 'it took more memory than it may';
