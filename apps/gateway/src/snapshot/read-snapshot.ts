import { SnapshotEnd, SnapshotHead, SnapshotRecord } from '@tollgate/domain/snapshot';
import { ConfigurationRefused, checkRecord, referencesOf } from './apply-batch.ts';
import type { ConfigurationIndex } from './configuration-index.ts';

/**
 * Builds a fresh index from the lines of a snapshot. Throws `ConfigurationRefused` for one that is partial, empty,
 * older than `current` or points at what is not in it; `current` also lends the last good form of what may not go live.
 */
export async function readSnapshot(
  lines: AsyncIterable<string>,
  index: ConfigurationIndex,
  current: ConfigurationIndex | null,
): Promise<ConfigurationIndex> {
  let head: ReturnType<typeof SnapshotHead.parse> | undefined;
  let end: ReturnType<typeof SnapshotEnd.parse> | undefined;
  let count = 0;
  const versions: SnapshotRecord[] = [];
  for await (const line of lines) {
    if (line === '') continue;
    if (end) throw new ConfigurationRefused('the snapshot goes on after its end');
    const value = parseLine(line);
    if (!head) {
      head = parse(SnapshotHead, value, 'head');
      checkAge(head.changeNumber, current);
    } else if ((value as { end?: unknown }).end !== undefined) {
      end = parse(SnapshotEnd, value, 'end');
    } else {
      const record = parse(SnapshotRecord, value, `record ${count + 1}`);
      checkRecord(record);
      // A version needs its tenant to be there, which may stand further down.
      if (record.kind === 'api_version') versions.push(record);
      else index.put(record, current);
      count++;
    }
  }
  if (!head) throw new ConfigurationRefused('the snapshot is empty');
  if (!end) throw new ConfigurationRefused('the snapshot is partial: its end is missing');
  if (end.count !== count) {
    throw new ConfigurationRefused(`the snapshot is partial: ${count} of ${end.count} records`);
  }
  if (count === 0 && current && current.tenants.size > 0) {
    throw new ConfigurationRefused('the snapshot holds nothing, while there was something before');
  }
  for (const record of versions) index.put(record, current);
  checkAllReferences(index);
  index.changeNumber = head.changeNumber;
  return index;
}

function checkAge(changeNumber: number, current: ConfigurationIndex | null): void {
  if (current && changeNumber < current.changeNumber) {
    throw new ConfigurationRefused(`the snapshot of ${changeNumber} is older than ${current.changeNumber}`);
  }
}

function checkAllReferences(index: ConfigurationIndex): void {
  for (const record of index.records()) {
    for (const [kind, id] of referencesOf(record)) {
      if (!index.has(kind, id)) {
        throw new ConfigurationRefused(`${record.kind} ${record.id} points at no ${kind} ${id}`);
      }
    }
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new ConfigurationRefused('a line of the snapshot is not JSON');
  }
}

function parse<T>(
  schema: { safeParse(value: unknown): { success: true; data: T } | { success: false; error: Error } },
  value: unknown,
  what: string,
): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ConfigurationRefused(
    `the snapshot's ${what} is not as agreed: ${result.error.message.slice(0, 300)}`,
  );
}
