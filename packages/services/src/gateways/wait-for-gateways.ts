import { setTimeout as sleep } from 'node:timers/promises';
import { gateways } from '@tollgate/db/schema';
import { and, gt, lt } from 'drizzle-orm';
import type { Services } from '../context/ctx.ts';

const LONGEST_MS = 2000;
const PAUSE_MS = 50;
/** A gateway that has not reported for so long is not waited for. */
const ALIVE_MS = 30_000;

/** Waits until every gateway that is up has applied a change, and for two seconds at most. */
export async function waitForGateways(services: Services, changeNumber: number): Promise<void> {
  const endsAtMs = Date.now() + LONGEST_MS;
  while (Date.now() < endsAtMs) {
    const aliveSince = new Date(services.now().getTime() - ALIVE_MS);
    const behind = await services.db.system
      .select({ name: gateways.name })
      .from(gateways)
      .where(and(gt(gateways.seenAt, aliveSince), lt(gateways.appliedChange, changeNumber)))
      .limit(1);
    if (behind.length === 0) return;
    await sleep(PAUSE_MS);
  }
}
