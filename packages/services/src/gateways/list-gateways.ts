import type { GatewayList } from '@tollgate/contract/watch';
import { changeLog, gatewayRouteProblems, gateways } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { asc, eq, max } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { isNotRemoved } from './is-not-removed.ts';
import { toGateway } from './to-gateway.ts';

/** Every gateway that the tenant has not removed, and whether it enforces this tenant's newest change. */
export async function listGateways(ctx: Ctx): Promise<GatewayList> {
  requireRole(ctx, 'viewer');
  return withTenantTx(ctx, async (tx) => {
    const [newest] = await tx
      .select({ number: max(changeLog.number) })
      .from(changeLog)
      .where(eq(changeLog.tenantId, ctx.tenantId));
    const newestChange = newest?.number ?? null;
    const rows = await tx
      .select()
      .from(gateways)
      .where(isNotRemoved(ctx.tenantId))
      .orderBy(asc(gateways.region), asc(gateways.name));
    const problems = await tx
      .select()
      .from(gatewayRouteProblems)
      .where(eq(gatewayRouteProblems.tenantId, ctx.tenantId))
      .orderBy(asc(gatewayRouteProblems.apiVersionId), asc(gatewayRouteProblems.message));
    const data = rows.map((row) => {
      const own = problems.filter((problem) => problem.gatewayName === row.name);
      return toGateway(row, newestChange ?? 0, ctx.now(), own.map(toRouteProblem));
    });
    const liveCount = data.filter((gateway) => gateway.status === 'live').length;
    return { data, meta: { newestChange, liveCount, totalCount: data.length } };
  });
}

function toRouteProblem({ apiVersionId, message }: typeof gatewayRouteProblems.$inferSelect) {
  return { apiVersionId, message };
}
