import { apiVersions, gatewayRouteProblems, gateways } from '@tollgate/db/schema';
import type { GatewayReport, RouteProblem } from '@tollgate/domain/snapshot';
import { eq, inArray, sql } from 'drizzle-orm';
import type { Services } from '../context/ctx.ts';
import { keepExplanations } from './keep-explanations.ts';

/** Keeps what a gateway worker said of itself; a new boot begins a new `startedAt`. */
export async function recordGatewayReport(services: Services, report: GatewayReport): Promise<void> {
  const { gatewayName: name, spoolOldestAt, routeProblems = [], explanations = [], ...rest } = report;
  const now = services.now();
  const values = {
    ...rest,
    spoolOldestAt: spoolOldestAt === null ? null : new Date(spoolOldestAt),
    seenAt: now,
  };
  await services.db.system
    .insert(gateways)
    .values({ name, ...values, startedAt: now })
    .onConflictDoUpdate({
      target: gateways.name,
      set: {
        ...values,
        startedAt: sql`case when ${gateways.bootId} = ${report.bootId} then ${gateways.startedAt} else ${now.toISOString()}::timestamptz end`,
      },
    });
  await recordRouteProblems(services, name, routeProblems);
  await keepExplanations(services, explanations);
}

// Reports come every two seconds and mostly say the same: rows are written when they do not.
async function recordRouteProblems(
  services: Services,
  gatewayName: string,
  problems: readonly RouteProblem[],
): Promise<void> {
  const { system } = services.db;
  const ofGateway = eq(gatewayRouteProblems.gatewayName, gatewayName);
  const before = await system.select().from(gatewayRouteProblems).where(ofGateway);
  const isKnown = problems.every((problem) => before.some((row) => keyOf(row) === keyOf(problem)));
  if (isKnown && before.length === problems.length) return;
  await system.transaction(async (tx) => {
    await tx.delete(gatewayRouteProblems).where(ofGateway);
    if (problems.length === 0) return;
    const versionIds = problems.map(({ apiVersionId }) => apiVersionId);
    const versions = await tx
      .select({ id: apiVersions.id, tenantId: apiVersions.tenantId })
      .from(apiVersions)
      .where(inArray(apiVersions.id, versionIds));
    const known = problems.filter(({ apiVersionId, tenantId }) =>
      versions.some((version) => version.id === apiVersionId && version.tenantId === tenantId),
    );
    const rows = known.map((problem) => ({ gatewayName, ...problem }));
    if (rows.length > 0) await tx.insert(gatewayRouteProblems).values(rows).onConflictDoNothing();
  });
}

function keyOf({ tenantId, apiVersionId, message }: RouteProblem): string {
  return JSON.stringify([tenantId, apiVersionId, message]);
}
