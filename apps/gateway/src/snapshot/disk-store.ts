import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ApiVersionRecord, ChangeBatch, SnapshotRecord } from '@tollgate/domain/snapshot';
import { applyBatch } from './apply-batch.ts';
import { fromCheckedLine, toCheckedLine } from './checked-lines.ts';
import type { ConfigurationIndex } from './configuration-index.ts';

/** First line of a snapshot file. */
interface FileHead {
  format: 1;
  changeNumber: number;
}

const SNAPSHOT = /^snapshot-(\d{16})\.lines$/;
const CHANGES = /^changes-(\d{16})\.lines$/;
const COMPACT_OVER_BYTES = 4_000_000;
const RECORDS_A_WRITE = 500;

/**
 * What a gateway starts from when nothing else answers: the last whole snapshot, and the changes since. Every line
 * carries its checksum. A batch is on the disk before it is active; a snapshot counts only when its last line is there.
 */
export class DiskStore {
  readonly #folder: string;
  #log: Awaited<ReturnType<typeof open>> | null = null;
  #logBytes = 0;
  #snapshotBytes = 0;
  #writing: Promise<void> | null = null;
  /** Steps on the log, one after another. */
  #logSteps: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Reads the newest snapshot that is whole into a fresh index, and what follows it; undefined when there is none. */
  async load(createIndex: () => ConfigurationIndex): Promise<ConfigurationIndex | undefined> {
    await mkdir(this.#folder, { recursive: true });
    const names = (await readdir(this.#folder)).sort();
    for (const name of names.filter((candidate) => SNAPSHOT.test(candidate)).reverse()) {
      const index = await this.#readSnapshot(join(this.#folder, name), createIndex());
      if (!index) continue;
      this.#snapshotBytes = (await stat(join(this.#folder, name))).size;
      for (const log of names.filter((candidate) => CHANGES.test(candidate))) {
        await this.#readChanges(join(this.#folder, log), index);
      }
      // A log that ends in a torn line is not appended to.
      await this.#openLog(index.changeNumber);
      return index;
    }
    return undefined;
  }

  /** Appends a batch and waits until the disk has it. */
  append(batch: ChangeBatch): Promise<void> {
    return this.#afterOthers(async () => {
      if (!this.#log) await this.#reopenLog(batch.after);
      const line = toCheckedLine(batch);
      await this.#log?.appendFile(line);
      await this.#log?.datasync();
      this.#logBytes += line.length;
    });
  }

  /** Whether the changes have grown enough that a snapshot is due. */
  isSnapshotDue(): boolean {
    return this.#writing === null && this.#logBytes > Math.max(COMPACT_OVER_BYTES, this.#snapshotBytes / 2);
  }

  /**
   * Writes all the index holds as a new snapshot and forgets the old files. Changes that come meanwhile go to a log
   * of their own; a death at any point leaves either the old files or the new whole.
   */
  writeSnapshot(index: ConfigurationIndex): Promise<void> {
    const before = this.#writing?.catch(() => {});
    const writing = (
      before ? before.then(() => this.#writeSnapshot(index)) : this.#writeSnapshot(index)
    ).finally(() => {
      if (this.#writing === writing) this.#writing = null;
    });
    this.#writing = writing;
    return writing;
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#log?.close();
    this.#log = null;
  }

  async #writeSnapshot(index: ConfigurationIndex): Promise<void> {
    const { changeNumber } = index;
    const records = [...index.records()];
    const refused = [...index.versions.values()].flatMap((slot) =>
      slot.refused ? [slot.refused.record] : [],
    );
    await this.#openLog(changeNumber);
    if (refused.length > 0) await this.append(refusedAsBatch(refused, changeNumber));
    const file = join(this.#folder, `snapshot-${pad(changeNumber)}.lines`);
    const handle = await open(`${file}.new`, 'w');
    let bytes = 0;
    const write = async (text: string) => {
      bytes += text.length;
      await handle.appendFile(text);
    };
    await write(toCheckedLine({ format: 1, changeNumber } satisfies FileHead));
    for (let from = 0; from < records.length; from += RECORDS_A_WRITE) {
      await write(
        records
          .slice(from, from + RECORDS_A_WRITE)
          .map(toCheckedLine)
          .join(''),
      );
    }
    await write(toCheckedLine({ end: true, count: records.length }));
    await handle.sync();
    await handle.close();
    await rename(`${file}.new`, file);
    await syncFolder(this.#folder);
    this.#snapshotBytes = bytes;
    await this.#removeOlder(changeNumber);
  }

  async #removeOlder(changeNumber: number): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      const number = SNAPSHOT.exec(name)?.[1] ?? CHANGES.exec(name)?.[1];
      const isOld = number !== undefined && Number(number) < changeNumber;
      // After a step back (a restored database) higher numbers are those of another history.
      const isOther = number !== undefined && SNAPSHOT.test(name) && Number(number) > changeNumber;
      if (isOld || isOther) await rm(join(this.#folder, name), { force: true });
    }
  }

  #openLog(changeNumber: number): Promise<void> {
    return this.#afterOthers(() => this.#reopenLog(changeNumber));
  }

  #afterOthers(step: () => Promise<void>): Promise<void> {
    const done = this.#logSteps.then(step);
    this.#logSteps = done.catch(() => {});
    return done;
  }

  async #reopenLog(changeNumber: number): Promise<void> {
    await this.#log?.close();
    const file = join(this.#folder, `changes-${pad(changeNumber)}.lines`);
    this.#log = await open(file, 'a');
    this.#logBytes = 0;
    // Should a torn line stand at the end, the next begins on a line of its own.
    if ((await this.#log.stat()).size > 0) await this.#log.appendFile('\n');
    await syncFolder(this.#folder);
  }

  async #readSnapshot(file: string, index: ConfigurationIndex): Promise<ConfigurationIndex | undefined> {
    let count = 0;
    let head: FileHead | undefined;
    let isWhole = false;
    for await (const line of linesOf(file)) {
      const value = fromCheckedLine(line) as { format?: 1; end?: true; count?: number } | undefined;
      if (value === undefined || isWhole) return undefined;
      if (value.format === 1 && !head) {
        head = value as FileHead;
      } else if (value.end) {
        isWhole = value.count === count;
      } else {
        index.put(value as SnapshotRecord);
        count++;
      }
    }
    if (!head || !isWhole) return undefined;
    index.changeNumber = head.changeNumber;
    return index;
  }

  // Stops at the first line that does not follow: what is behind a gap is asked for again.
  async #readChanges(file: string, index: ConfigurationIndex): Promise<void> {
    for await (const line of linesOf(file)) {
      if (line === '') continue;
      const batch = fromCheckedLine(line) as ChangeBatch | undefined;
      if (batch === undefined || batch.after !== index.changeNumber) continue;
      applyBatch(index, batch);
    }
  }
}

function refusedAsBatch(records: ApiVersionRecord[], changeNumber: number): ChangeBatch {
  return {
    after: changeNumber,
    changeNumber,
    committedAt: new Date(0).toISOString(),
    changes: records.map((record) => ({ kind: record.kind, id: record.id, record })),
  };
}

function linesOf(file: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
}

function pad(number: number): string {
  return String(number).padStart(16, '0');
}
