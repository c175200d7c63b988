import type { Tx } from '@tollgate/db/db';
import { changeHead } from '@tollgate/db/schema';

/** The number of the newest committed change; 0 before the first. */
export async function readHead(tx: Tx): Promise<number> {
  const [row] = await tx.select().from(changeHead);
  return row?.number ?? 0;
}
