import {
  close,
  closeSync,
  fdatasync,
  fdatasyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { OPEN_ENDING, READY_ENDING, segmentToken } from './spool-files.ts';

/** What waits for its event to be in the kernel. */
export interface Releasable {
  /** The event is written: the last bytes may go. */
  release(): void;
  /** The event could not be written: the client must not get a whole response. */
  withhold(): void;
}

/** What has something to do at the end of a turn of the event loop. */
export interface EndOfTurn {
  onEndOfTurn(): void;
}

export interface SpoolOptions {
  folder: string;
  gatewayId: string;
  bootId: string;
  logger: Logger;
  /** Between two calls of fdatasync; 0 syncs with every write. */
  fsyncIntervalMs: number;
  segmentMs?: number;
  segmentBytes?: number;
  /** For how long responses are held back while the disk takes nothing. */
  holdMs?: number;
  openFile?: (file: string) => number;
}

const RETRY_MS = 100;

/**
 * Usage events on their way to ClickHouse: one write for all exchanges that ended in one turn of the event loop, and
 * only then are their last bytes released.
 */
export class Spool {
  /** Whether what waits for ClickHouse takes as much room as it may. */
  isFull = false;
  #isFailing = false;
  readonly #options: Required<SpoolOptions>;
  #descriptor: number | null = null;
  #number = 0;
  #bytes = 0;
  #openedAtMs = 0;
  #isUnsynced = false;
  #isSyncing = false;
  #lines = '';
  #waiting: Releasable[] = [];
  #turnTasks: EndOfTurn[] = [];
  #isTurnScheduled = false;
  #failingSinceMs = 0;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #endOfTurn = () => this.#onEndOfTurn();

  constructor(options: SpoolOptions) {
    this.#options = {
      segmentMs: 1000,
      segmentBytes: 4_000_000,
      holdMs: 1000,
      openFile: (file) => openSync(file, 'w'),
      ...options,
    };
    const { fsyncIntervalMs, segmentMs } = this.#options;
    if (fsyncIntervalMs > 0) this.#timers.push(setInterval(() => this.#sync(), fsyncIntervalMs).unref());
    this.#timers.push(setInterval(() => this.#closeWhenOld(), Math.max(10, segmentMs / 5)).unref());
  }

  /** False while the disk takes no events: what must be counted may not be served. */
  get isWritable(): boolean {
    return !this.#isFailing && !this.isFull;
  }

  /** Queues an event, a line in ASCII; `waiting` is released at the end of this turn, when the kernel has it. */
  append(line: string, waiting: Releasable | null): void {
    this.#lines += line;
    if (waiting) this.#waiting.push(waiting);
    this.#scheduleTurn();
  }

  /** Calls back at the end of this turn, after the events that wait are written. */
  atEndOfTurn(task: EndOfTurn): void {
    this.#turnTasks.push(task);
    this.#scheduleTurn();
  }

  /** Writes what waits and closes the segment. */
  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#commit();
    this.#closeSegment();
  }

  #scheduleTurn(): void {
    if (this.#isTurnScheduled) return;
    this.#isTurnScheduled = true;
    setImmediate(this.#endOfTurn);
  }

  #onEndOfTurn(): void {
    this.#isTurnScheduled = false;
    const tasks = this.#turnTasks;
    if (this.#lines !== '') this.#commit();
    if (tasks.length === 0) return;
    this.#turnTasks = [];
    for (const task of tasks) task.onEndOfTurn();
  }

  #commit(): void {
    if (this.#lines === '') return;
    try {
      this.#write(Buffer.from(this.#lines, 'latin1'));
    } catch (error) {
      this.#onWriteFailed(error as Error);
      return;
    }
    if (this.#isFailing) this.#options.logger.info('usage can be recorded again');
    this.#isFailing = false;
    this.#failingSinceMs = 0;
    this.#lines = '';
    const released = this.#waiting;
    this.#waiting = [];
    for (const waiting of released) waiting.release();
    if (this.#bytes >= this.#options.segmentBytes && !this.#isSyncing) this.#closeSegment();
  }

  #write(body: Buffer): void {
    const descriptor = this.#open();
    let written = 0;
    try {
      while (written < body.length) {
        written += writeSync(descriptor, body, written, body.length - written, this.#bytes + written);
      }
      if (this.#options.fsyncIntervalMs === 0) fdatasyncSync(descriptor);
    } catch (error) {
      // Part of the batch may be there: it goes, so that no event is in the spool twice.
      this.#takeBack(descriptor);
      throw error;
    }
    this.#bytes += body.length;
    this.#isUnsynced = true;
  }

  // A file that cannot be cut back is closed: its torn line is cut at recovery, and the batch goes to the next file.
  #takeBack(descriptor: number): void {
    try {
      ftruncateSync(descriptor, this.#bytes);
      if (this.#bytes > 0) return;
    } catch {}
    this.#descriptor = null;
    closeSync(descriptor);
  }

  #onWriteFailed(error: Error): void {
    const { logger, holdMs } = this.#options;
    const nowMs = Date.now();
    if (!this.#isFailing)
      logger.error({ error: error.message }, 'usage cannot be recorded: billable routes answer 503');
    this.#isFailing = true;
    if (this.#failingSinceMs === 0) this.#failingSinceMs = nowMs;
    if (nowMs - this.#failingSinceMs >= holdMs && this.#waiting.length > 0) {
      const withheld = this.#waiting;
      this.#waiting = [];
      for (const waiting of withheld) waiting.withhold();
    }
    setTimeout(() => this.#commit(), RETRY_MS);
  }

  #open(): number {
    if (this.#descriptor !== null) return this.#descriptor;
    this.#number++;
    this.#descriptor = this.#options.openFile(this.#file(OPEN_ENDING));
    this.#bytes = 0;
    this.#openedAtMs = Date.now();
    return this.#descriptor;
  }

  #file(ending: string): string {
    const { folder, gatewayId, bootId } = this.#options;
    return join(folder, segmentToken(gatewayId, bootId, this.#number) + ending);
  }

  #closeWhenOld(): void {
    if (this.#descriptor === null || this.#isSyncing) return;
    if (Date.now() - this.#openedAtMs >= this.#options.segmentMs) this.#closeSegment();
  }

  #closeSegment(): void {
    const descriptor = this.#descriptor;
    if (descriptor === null) return;
    this.#descriptor = null;
    if (this.#isUnsynced) fdatasync(descriptor, () => close(descriptor));
    else closeSync(descriptor);
    this.#isUnsynced = false;
    if (this.#bytes === 0) rmSync(this.#file(OPEN_ENDING), { force: true });
    else renameSync(this.#file(OPEN_ENDING), this.#file(READY_ENDING));
  }

  // While a sync runs in its thread the descriptor must stay open: a segment closes after it.
  #sync(): void {
    const descriptor = this.#descriptor;
    if (descriptor === null || !this.#isUnsynced || this.#isSyncing) return;
    this.#isSyncing = true;
    this.#isUnsynced = false;
    fdatasync(descriptor, (error) => {
      this.#isSyncing = false;
      if (error && error.code !== 'EBADF')
        this.#options.logger.error({ error: error.message }, 'spool not synced');
    });
  }
}
