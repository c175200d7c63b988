import type { GatewayList } from '@tollgate/contract/watch';
import type { Tx } from '@tollgate/db/db';
import { apis, apiVersions, changeLog, gatewayRouteProblems, gateways } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, asc, eq, max, sql } from 'drizzle-orm';
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
    const problems = await listRouteProblems(tx, ctx.tenantId);
    const data = rows.map((row) => {
      const own = problems.filter(({ gatewayName }) => gatewayName === row.name);
      return toGateway(
        row,
        newestChange ?? 0,
        ctx.now(),
        own.map(({ gatewayName: _, ...problem }) => problem),
      );
    });
    const liveCount = data.filter((gateway) => gateway.status === 'live').length;
    return { data, meta: { newestChange, liveCount, totalCount: data.length } };
  });
}

function listRouteProblems(tx: Tx, tenantId: string) {
  return tx
    .select({
      gatewayName: gatewayRouteProblems.gatewayName,
      apiId: apis.id,
      apiVersionId: apiVersions.id,
      name: sql<string>`${apis.name} || ' ' || ${apiVersions.version}`,
      message: gatewayRouteProblems.message,
    })
    .from(gatewayRouteProblems)
    .innerJoin(
      apiVersions,
      and(
        eq(apiVersions.tenantId, gatewayRouteProblems.tenantId),
        eq(apiVersions.id, gatewayRouteProblems.apiVersionId),
      ),
    )
    .innerJoin(apis, and(eq(apis.tenantId, apiVersions.tenantId), eq(apis.id, apiVersions.apiId)))
    .where(eq(gatewayRouteProblems.tenantId, tenantId))
    .orderBy(asc(apis.name), asc(apiVersions.version), asc(gatewayRouteProblems.message));
}
