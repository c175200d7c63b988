import { withSystemSnapshot } from '@tollgate/db/tenant-tx';
import type { SnapshotRecord } from '@tollgate/domain/snapshot';
import type { Services } from '../context/ctx.ts';
import { readHead } from './read-head.ts';
import { RECORD_READERS } from './read-records.ts';

/** Everything gateways need, of every tenant, and the change number it is true at. */
export async function readSnapshot(
  services: Services,
): Promise<{ changeNumber: number; records: SnapshotRecord[] }> {
  return withSystemSnapshot(services.db, async (tx) => {
    const changeNumber = await readHead(tx);
    const records: SnapshotRecord[] = [];
    for (const read of Object.values(RECORD_READERS)) {
      for (const record of await read(tx)) records.push(record);
    }
    return { changeNumber, records };
  });
}
