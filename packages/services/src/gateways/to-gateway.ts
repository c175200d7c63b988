import type { Gateway } from '@tollgate/contract/watch';
import type { gateways } from '@tollgate/db/schema';

const LOST_AFTER_MS = 15_000;
// An API that restarts makes every gateway silent for a while; that must not look like the end of them.
const REMOVABLE_AFTER_MS = 15 * 60_000;

/** A gateway's row as the contract shows it, to a tenant whose newest change has this number. */
export function toGateway(
  row: typeof gateways.$inferSelect,
  newestChange: number,
  now: Date,
  routeProblems: Gateway['routeProblems'] = [],
): Gateway {
  const isLost = now.getTime() - row.seenAt.getTime() >= LOST_AFTER_MS;
  return {
    name: row.name,
    region: row.region,
    version: row.version,
    status: isLost ? 'lost' : row.appliedChange >= newestChange ? 'live' : 'behind',
    appliedChange: row.appliedChange,
    lagMs: row.lagMs,
    spoolSegments: row.spoolSegments,
    spoolBytes: row.spoolBytes,
    spoolOldestAt: row.spoolOldestAt?.toISOString() ?? null,
    refusedConfiguration: row.refusedConfiguration,
    routeProblems,
    startedAt: row.startedAt.toISOString(),
    seenAt: row.seenAt.toISOString(),
    removableAt: new Date(row.seenAt.getTime() + REMOVABLE_AFTER_MS).toISOString(),
  };
}
