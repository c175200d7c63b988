import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { listReadySegments, type ReadySegment } from './spool-files.ts';

/** Puts lines into ClickHouse under a token; the same token and bytes again change nothing. */
export type InsertLines = (token: string, lines: Buffer) => Promise<void>;

export interface ShipperOptions {
  /** Holds a folder for each worker slot. */
  spoolFolder: string;
  deadLetterFolder: string;
  insert: InsertLines;
  /** Whether an error says that the rows are wrong, not the store. */
  isPoisoned: (error: unknown) => boolean;
  logger: Logger;
  pollMs?: number;
  longestRetryMs?: number;
}

const FIRST_RETRY_MS = 200;
const LINE_FEED = 0x0a;

/** Sends closed segments to ClickHouse in order and deletes each after it was acknowledged. */
export class Shipper {
  readonly counts = { segments: 0, bytes: 0, failures: 0 };
  /** Why the store takes nothing now; null when it does. */
  trouble: string | null = null;
  readonly #options: ShipperOptions;
  #isStopping = false;
  #failures = 0;
  #done: Promise<void> = Promise.resolve();

  constructor(options: ShipperOptions) {
    this.#options = options;
  }

  start(): void {
    this.#done = this.#run();
  }

  /** Sends what is there, unless the store does not answer, and stops. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#done;
    if (this.#failures === 0) await this.shipOnce();
  }

  /** Sends every closed segment once; answers how many were acknowledged. */
  async shipOnce(): Promise<number> {
    let shipped = 0;
    for (const segment of this.#segments()) {
      if (!(await this.#shipSegment(segment))) break;
      shipped++;
    }
    return shipped;
  }

  async #run(): Promise<void> {
    while (!this.#isStopping) {
      const shipped = await this.shipOnce();
      if (shipped > 0 && this.#failures === 0) continue;
      await sleep(this.#failures > 0 ? this.#retryMs() : (this.#options.pollMs ?? 100));
    }
  }

  #retryMs(): number {
    const longest = this.#options.longestRetryMs ?? 10_000;
    return Math.min(longest, FIRST_RETRY_MS * 2 ** Math.min(this.#failures, 10)) * (0.5 + Math.random() / 2);
  }

  #segments(): ReadySegment[] {
    const { spoolFolder } = this.#options;
    let slots: string[];
    try {
      slots = readdirSync(spoolFolder);
    } catch {
      return [];
    }
    return slots.flatMap((slot) => listReadySegments(join(spoolFolder, slot)));
  }

  async #shipSegment(segment: ReadySegment): Promise<boolean> {
    const { logger, insert, isPoisoned } = this.#options;
    const lines = readFileSync(segment.file);
    try {
      await insert(segment.token, lines);
    } catch (error) {
      if (!isPoisoned(error)) {
        if (this.#failures === 0)
          logger.warn({ error: (error as Error).message }, 'ClickHouse takes no usage');
        this.#onFailure(error);
        return false;
      }
      if (!(await this.#shipPoisoned(segment, lines, 0, countLines(lines)))) return false;
    }
    if (this.#failures > 0) logger.info('ClickHouse takes usage again');
    this.#failures = 0;
    this.trouble = null;
    this.counts.segments++;
    this.counts.bytes += lines.length;
    rmSync(segment.file, { force: true });
    return true;
  }

  /**
   * Halves a segment until the rows that poison it are alone, and puts those aside. Tokens name the range of lines,
   * so that the same halves come about again after a death in between.
   */
  async #shipPoisoned(segment: ReadySegment, lines: Buffer, from: number, to: number): Promise<boolean> {
    if (to <= from) return true;
    if (to - from === 1) {
      this.#putAside(segment, lines, from);
      return true;
    }
    const middle = Math.floor((from + to) / 2);
    const cut = offsetOfLine(lines, middle - from);
    const halves = [
      { part: lines.subarray(0, cut), from, to: middle },
      { part: lines.subarray(cut), from: middle, to },
    ];
    for (const half of halves) {
      try {
        await this.#options.insert(`${segment.token}:${half.from}-${half.to}`, half.part);
      } catch (error) {
        if (!this.#options.isPoisoned(error)) {
          this.#onFailure(error);
          return false;
        }
        if (!(await this.#shipPoisoned(segment, half.part, half.from, half.to))) return false;
      }
    }
    return true;
  }

  #onFailure(error: unknown): void {
    this.#failures++;
    this.counts.failures++;
    this.trouble = (error as Error).message;
  }

  #putAside(segment: ReadySegment, line: Buffer, number: number): void {
    const { deadLetterFolder, logger } = this.#options;
    mkdirSync(deadLetterFolder, { recursive: true });
    const file = join(deadLetterFolder, `${segment.token}-${number}.json`);
    writeFileSync(file, line);
    logger.error({ file }, 'ClickHouse refuses a usage event: it was put aside and must be looked at');
  }
}

function countLines(lines: Buffer): number {
  let count = 0;
  for (let at = lines.indexOf(LINE_FEED); at !== -1; at = lines.indexOf(LINE_FEED, at + 1)) count++;
  return count;
}

function offsetOfLine(lines: Buffer, number: number): number {
  let at = -1;
  for (let i = 0; i < number; i++) at = lines.indexOf(LINE_FEED, at + 1);
  return at + 1;
}
