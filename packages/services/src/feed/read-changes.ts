import type { Tx } from '@tollgate/db/db';
import { changeLog } from '@tollgate/db/schema';
import { withSystemSnapshot } from '@tollgate/db/tenant-tx';
import type { Change, ChangeBatch, SnapshotKind } from '@tollgate/domain/snapshot';
import { asc, gt } from 'drizzle-orm';
import type { Services } from '../context/ctx.ts';
import { readHead } from './read-head.ts';
import { RECORD_READERS } from './read-records.ts';

/** With more changes than this behind, a new snapshot is cheaper. */
const MAX_CHANGES = 10_000;

export type ChangesAnswer =
  | { state: 'batch'; batch: ChangeBatch }
  | { state: 'current'; changeNumber: number }
  /** The number is from the future or too far back: only a snapshot helps. */
  | { state: 'snapshot_needed' };

/** Every change after a number as one batch, read at one instant so that it can be applied whole. */
export async function readChanges(services: Services, after: number): Promise<ChangesAnswer> {
  return withSystemSnapshot(services.db, async (tx) => {
    const changeNumber = await readHead(tx);
    if (after === changeNumber) return { state: 'current', changeNumber };
    if (after > changeNumber || changeNumber - after > MAX_CHANGES) return { state: 'snapshot_needed' };
    const rows = await tx
      .select()
      .from(changeLog)
      .where(gt(changeLog.number, after))
      .orderBy(asc(changeLog.number));
    // A gap means the log was pruned behind this gateway's back.
    if (rows.length !== changeNumber - after) return { state: 'snapshot_needed' };
    const committedAt = (rows.at(-1)?.changedAt ?? services.now()).toISOString();
    const changes = await readChanged(tx, rows);
    return { state: 'batch', batch: { after, changeNumber, committedAt, changes } };
  });
}

async function readChanged(tx: Tx, rows: { kind: string; entityId: string }[]): Promise<Change[]> {
  const changes: Change[] = [];
  for (const kind of Object.keys(RECORD_READERS) as SnapshotKind[]) {
    const ids = [...new Set(rows.filter((row) => row.kind === kind).map((row) => row.entityId))];
    if (ids.length === 0) continue;
    const records = new Map((await RECORD_READERS[kind](tx, ids)).map((record) => [record.id, record]));
    for (const id of ids) changes.push({ kind, id, record: records.get(id) ?? null });
  }
  return changes;
}
