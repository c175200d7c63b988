import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';

/** Being written by the worker that owns the folder. */
export const OPEN_ENDING = '.open';
/** Closed: the body of one insert, named by its deduplication token. */
export const READY_ENDING = '.ready';

/** A segment that waits for ClickHouse. */
export interface ReadySegment {
  /** Its name: the deduplication token. */
  readonly token: string;
  readonly file: string;
  readonly bytes: number;
  readonly firstEventAtMs: number;
}

/** `gatewayId-bootId-number`: sorts by number within a boot. */
export function segmentToken(gatewayId: string, bootId: string, number: number): string {
  return `${gatewayId}-${bootId}-${String(number).padStart(8, '0')}`;
}

/** The closed segments of a folder, oldest first. */
export function listReadySegments(folder: string): ReadySegment[] {
  if (!existsSync(folder)) return [];
  const segments: ReadySegment[] = [];
  for (const name of readdirSync(folder)) {
    if (!name.endsWith(READY_ENDING)) continue;
    const file = join(folder, name);
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found) continue;
    const token = name.slice(0, -READY_ENDING.length);
    segments.push({ token, file, bytes: found.size, firstEventAtMs: found.birthtimeMs || found.mtimeMs });
  }
  return segments.sort((a, b) => a.firstEventAtMs - b.firstEventAtMs || (a.token < b.token ? -1 : 1));
}

/**
 * Closes what a worker that died left open: a torn last line is cut off (its response was never released), the rest
 * becomes a segment under the same name. Nobody may be writing in the folder.
 */
export function recoverSpool(folder: string): number {
  mkdirSync(folder, { recursive: true });
  let recovered = 0;
  for (const name of readdirSync(folder)) {
    if (!name.endsWith(OPEN_ENDING)) continue;
    const file = join(folder, name);
    const kept = cutTornLine(file);
    if (kept === 0) {
      rmSync(file);
      continue;
    }
    renameSync(file, join(folder, name.slice(0, -OPEN_ENDING.length) + READY_ENDING));
    recovered++;
  }
  return recovered;
}

function cutTornLine(file: string): number {
  const descriptor = openSync(file, 'r+');
  try {
    const size = statSync(file).size;
    const end = lastLineEnd(descriptor, size);
    if (end < size) ftruncateSync(descriptor, end);
    fsyncSync(descriptor);
    return end;
  } finally {
    closeSync(descriptor);
  }
}

function lastLineEnd(descriptor: number, size: number): number {
  const block = Buffer.alloc(65_536);
  for (let end = size; end > 0; ) {
    const start = Math.max(0, end - block.length);
    const read = readSync(descriptor, block, 0, end - start, start);
    const at = block.subarray(0, read).lastIndexOf(0x0a);
    if (at !== -1) return start + at + 1;
    end = start;
  }
  return 0;
}
