import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What waits in a slot's spool, the open segment included. */
export interface SpoolSize {
  readonly segments: number;
  readonly bytes: number;
  readonly oldestAtMs: number | null;
}

/** Measures the spool of a slot. */
export function measureSpool(folder: string): SpoolSize {
  let segments = 0;
  let bytes = 0;
  let oldestAtMs: number | null = null;
  for (const name of readdirSync(folder)) {
    const found = statSync(join(folder, name), { throwIfNoEntry: false });
    if (!found || found.size === 0) continue;
    segments++;
    bytes += found.size;
    const bornMs = found.birthtimeMs || found.mtimeMs;
    oldestAtMs = oldestAtMs === null ? bornMs : Math.min(oldestAtMs, bornMs);
  }
  return { segments, bytes, oldestAtMs };
}
