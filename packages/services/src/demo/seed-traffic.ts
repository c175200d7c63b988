import { seedUsage } from '@tollgate/analytics/seed/seed-usage';
import { operations } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, asc, eq } from 'drizzle-orm';
import type { DemoCatalog } from './seed-catalog.ts';
import type { DemoDevelopers } from './seed-developers.ts';
import type { DemoTenant } from './seed-tenant.ts';

/** No real gateway has this name, so a second run can tell what the seeder wrote. */
const SEED_GATEWAY = 'demo-seed';
const REQUESTS_PER_DAY = { shop: 5500, hobby: 180 };

/** Weeks of usage from each app's first key to the first seeding, written through the normal tables. */
export async function seedTraffic(
  tenant: DemoTenant,
  catalog: DemoCatalog,
  developers: DemoDevelopers,
  region: string,
): Promise<void> {
  const { tenantId, services } = tenant;
  const { apiVersion, product } = catalog;
  const routes = await readRoutes(tenant, apiVersion);
  const subject = (name: keyof typeof REQUESTS_PER_DAY) => ({
    tenant: tenantId,
    environment: 'live' as const,
    api: apiVersion.apiId,
    apiVersion: apiVersion.id,
    product: product.id,
    planVersion: developers[name].planVersionId,
    subscription: developers[name].subscriptionId,
    app: developers[name].appId,
    key: developers[name].keyId,
    operations: routes,
    requestsPerDay: REQUESTS_PER_DAY[name],
    since: developers[name].callsSince,
  });
  await seedUsage(services.analytics, {
    seed: 'atlas',
    from: developers.shop.callsSince,
    to: tenant.seededAt,
    subjects: [subject('shop'), subject('hobby')],
    region,
    gateway: SEED_GATEWAY,
  });
}

async function readRoutes(tenant: DemoTenant, apiVersion: { id: string; basePath: string }) {
  const rows = await withTenantTx({ db: tenant.services.db, tenantId: tenant.tenantId }, (tx) =>
    tx
      .select({ id: operations.id, method: operations.method, path: operations.pathTemplate })
      .from(operations)
      .where(and(eq(operations.tenantId, tenant.tenantId), eq(operations.apiVersionId, apiVersion.id)))
      .orderBy(asc(operations.position)),
  );
  // The first operations of the document are the ones people use most.
  return rows.map((row, index) => ({
    id: row.id,
    method: row.method,
    route: `${apiVersion.basePath}${row.path}`,
    weight: Math.max(1, 12 - index),
  }));
}
