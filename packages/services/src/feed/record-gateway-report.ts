import { gateways } from '@tollgate/db/schema';
import type { GatewayReport } from '@tollgate/domain/snapshot';
import { sql } from 'drizzle-orm';
import type { Services } from '../context/ctx.ts';

/** Keeps what a gateway worker said of itself; a new boot begins a new `startedAt`. */
export async function recordGatewayReport(services: Services, report: GatewayReport): Promise<void> {
  const { gatewayName: name, spoolOldestAt, ...rest } = report;
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
}
