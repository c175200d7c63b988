import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';

type Counts = Map<string, { used: number; endsAtMs: number }>;

/** Counts on disk: one line a change with the count as it is then, each with its checksum; the last line of a counter holds. */
export class CounterJournal {
  readonly #file: string;
  #descriptor: number | null = null;

  constructor(file: string) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
  }

  /** Reads what is there; lines that are torn or damaged are left out. */
  load(): Counts {
    const counts: Counts = new Map();
    let text: string;
    try {
      text = readFileSync(this.#file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return counts;
      throw error;
    }
    for (const line of text.split('\n')) {
      const [sum, body] = [line.slice(0, 8), line.slice(9)];
      if (body === '' || checksum(body) !== sum) continue;
      const [counter, used, endsAtMs] = JSON.parse(body) as [string, number, number];
      counts.set(counter, { used, endsAtMs });
    }
    return counts;
  }

  append(counter: string, used: number, endsAtMs: number): void {
    this.#descriptor ??= openSync(this.#file, 'a');
    writeSync(this.#descriptor, toLine(counter, used, endsAtMs));
  }

  /** Replaces the file by these counts, in one rename. */
  rewrite(counts: Counts): void {
    const fresh = `${this.#file}.new`;
    const descriptor = openSync(fresh, 'w');
    let text = '';
    for (const [counter, { used, endsAtMs }] of counts) text += toLine(counter, used, endsAtMs);
    writeSync(descriptor, text);
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(fresh, this.#file);
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }
}

function toLine(counter: string, used: number, endsAtMs: number): string {
  const body = JSON.stringify([counter, used, endsAtMs]);
  return `${checksum(body)} ${body}\n`;
}

function checksum(body: string): string {
  return crc32(body).toString(16).padStart(8, '0');
}
