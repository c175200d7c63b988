import type { Gateway, GatewayList } from '@tollgate/contract/watch';
import { changeLog, gateways } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { asc, eq, max } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';

const LOST_AFTER_MS = 15_000;

function toGateway(row: typeof gateways.$inferSelect, newestChange: number, now: Date): Gateway {
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
    startedAt: row.startedAt.toISOString(),
    seenAt: row.seenAt.toISOString(),
  };
}

/** Every gateway and whether it enforces this tenant's newest change. */
export async function listGateways(ctx: Ctx): Promise<GatewayList> {
  requireRole(ctx, 'viewer');
  return withTenantTx(ctx, async (tx) => {
    const [newest] = await tx
      .select({ number: max(changeLog.number) })
      .from(changeLog)
      .where(eq(changeLog.tenantId, ctx.tenantId));
    const newestChange = newest?.number ?? null;
    const rows = await tx.select().from(gateways).orderBy(asc(gateways.region), asc(gateways.name));
    const data = rows.map((row) => toGateway(row, newestChange ?? 0, ctx.now()));
    const liveCount = data.filter((gateway) => gateway.status === 'live').length;
    return { data, meta: { newestChange, liveCount, totalCount: data.length } };
  });
}
