import { gateways, removedGateways } from '@tollgate/db/schema';
import { and, eq, gte, notExists, type SQL } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/pg-core';

/** Condition on `gateways`: those the tenant has not removed, or that reported again since. */
export function isNotRemoved(tenantId: string): SQL {
  const removal = new QueryBuilder()
    .select({ name: removedGateways.name })
    .from(removedGateways)
    .where(
      and(
        eq(removedGateways.tenantId, tenantId),
        eq(removedGateways.name, gateways.name),
        gte(removedGateways.seenAt, gateways.seenAt),
      ),
    );
  return notExists(removal);
}
