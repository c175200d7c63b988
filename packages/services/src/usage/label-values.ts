import type { UsageDimension } from '@tollgate/contract/usage';
import type { Tx } from '@tollgate/db/db';
import {
  apiKeys,
  apis,
  apiVersions,
  apps,
  operations,
  plans,
  planVersions,
  products,
  subscriptions,
} from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Ctx } from '../context/ctx.ts';

type Labels = { id: string; label: string }[];
type Reader = (tx: Tx, tenantId: string, ids: string[]) => Promise<Labels>;

const READERS: Partial<Record<UsageDimension, Reader>> = {
  product: async (tx, tenantId, ids) =>
    tx
      .select({ id: products.id, label: products.name })
      .from(products)
      .where(and(eq(products.tenantId, tenantId), inArray(products.id, ids))),
  app: async (tx, tenantId, ids) =>
    tx
      .select({ id: apps.id, label: apps.name })
      .from(apps)
      .where(and(eq(apps.tenantId, tenantId), inArray(apps.id, ids))),
  operation: async (tx, tenantId, ids) =>
    tx
      .select({
        id: operations.id,
        label: sql<string>`${operations.method} || ' ' || ${operations.pathTemplate}`,
      })
      .from(operations)
      .where(and(eq(operations.tenantId, tenantId), inArray(operations.id, ids))),
  api_version: async (tx, tenantId, ids) =>
    tx
      .select({ id: apiVersions.id, label: sql<string>`${apis.name} || ' ' || ${apiVersions.version}` })
      .from(apiVersions)
      .innerJoin(apis, and(eq(apis.tenantId, apiVersions.tenantId), eq(apis.id, apiVersions.apiId)))
      .where(and(eq(apiVersions.tenantId, tenantId), inArray(apiVersions.id, ids))),
  plan_version: async (tx, tenantId, ids) =>
    tx
      .select({ id: planVersions.id, label: sql<string>`${plans.name} || ' v' || ${planVersions.number}` })
      .from(planVersions)
      .innerJoin(plans, and(eq(plans.tenantId, planVersions.tenantId), eq(plans.id, planVersions.planId)))
      .where(and(eq(planVersions.tenantId, tenantId), inArray(planVersions.id, ids))),
  subscription: async (tx, tenantId, ids) =>
    tx
      .select({ id: subscriptions.id, label: sql<string>`${apps.name} || ' on ' || ${plans.name}` })
      .from(subscriptions)
      .innerJoin(apps, and(eq(apps.tenantId, subscriptions.tenantId), eq(apps.id, subscriptions.appId)))
      .innerJoin(plans, and(eq(plans.tenantId, subscriptions.tenantId), eq(plans.id, subscriptions.planId)))
      .where(and(eq(subscriptions.tenantId, tenantId), inArray(subscriptions.id, ids))),
  key: async (tx, tenantId, ids) =>
    tx
      .select({
        id: apiKeys.id,
        label: sql<string>`coalesce(nullif(${apiKeys.name}, ''), ${apiKeys.preview})`,
      })
      .from(apiKeys)
      .where(and(eq(apiKeys.tenantId, tenantId), inArray(apiKeys.id, ids))),
};

/** Names for the values of a dimension; values without a name of their own stand for themselves. */
export async function labelValues(
  ctx: Ctx,
  dimension: UsageDimension,
  values: string[],
): Promise<(value: string) => string> {
  const read = READERS[dimension];
  const ids = values.filter(Boolean);
  const rows = read && ids.length > 0 ? await withTenantTx(ctx, (tx) => read(tx, ctx.tenantId, ids)) : [];
  const labels = new Map(rows.map(({ id, label }) => [id, label]));
  // Requests refused before anybody was known have no app, plan or key.
  const nobody = read ? 'not identified' : 'none';
  return (value) => labels.get(value) ?? (value || nobody);
}
