import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fromCheckedLine, toCheckedLine } from '../snapshot/checked-lines.ts';

/** A key set as an address gave it, and when. */
export interface KeptKeySet {
  readonly url: string;
  readonly text: string;
  /** Unix milliseconds. */
  readonly readAtMs: number;
}

/** Where key sets outlive the process. */
export interface KeySetStore {
  /** What was kept and is whole. */
  load(): KeptKeySet[];
  save(kept: KeptKeySet): Promise<void>;
  remove(url: string): Promise<void>;
}

const KEPT = /^[0-9a-f]{64}\.line$/;

/** Key sets on disk, a file an address; a death while one is written leaves the one before. */
export class JwksFiles implements KeySetStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  load(): KeptKeySet[] {
    return readdirSync(this.#folder)
      .filter((name) => KEPT.test(name))
      .flatMap((name) => {
        const kept = this.#read(name);
        if (!kept) rmSync(join(this.#folder, name), { force: true });
        return kept ?? [];
      });
  }

  async save(kept: KeptKeySet): Promise<void> {
    const file = join(this.#folder, nameOf(kept.url));
    await writeFile(`${file}.new`, toCheckedLine(kept), { flush: true });
    await rename(`${file}.new`, file);
  }

  async remove(url: string): Promise<void> {
    await rm(join(this.#folder, nameOf(url)), { force: true });
  }

  #read(name: string): KeptKeySet | undefined {
    try {
      const kept = fromCheckedLine(readFileSync(join(this.#folder, name), 'utf8').trimEnd());
      const { url, text, readAtMs } = kept as KeptKeySet;
      const isWhole = nameOf(url) === name && typeof text === 'string' && Number.isFinite(readAtMs);
      return isWhole ? { url, text, readAtMs } : undefined;
    } catch {
      return undefined;
    }
  }
}

function nameOf(url: string): string {
  return `${createHash('sha256').update(url).digest('hex')}.line`;
}
