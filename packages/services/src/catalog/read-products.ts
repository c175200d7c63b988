import type { CatalogApi, CatalogPlan, CatalogProduct } from '@tollgate/contract/catalog';
import type { Tx } from '@tollgate/db/db';
import {
  apis,
  apiVersions,
  apps,
  plans,
  planVersions,
  productApis,
  products,
  subscriptions,
  tenants,
} from '@tollgate/db/schema';
import { and, asc, eq, exists, inArray, ne, or, type SQL, sql } from 'drizzle-orm';
import { gatewayUrl } from '../upstreams/gateway-url.ts';
import { developerIdOf, type Reader } from './reader.ts';
import { toMethods } from './to-methods.ts';

/** Published and deprecated products that this reader may see: public ones, and private ones they subscribe to. */
export async function readProducts(tx: Tx, reader: Reader, where?: SQL): Promise<CatalogProduct[]> {
  const rows = await tx
    .select()
    .from(products)
    .where(
      and(
        eq(products.tenantId, reader.tenantId),
        inArray(products.status, ['published', 'deprecated']),
        or(eq(products.visibility, 'public'), subscribes(tx, reader)),
        where,
      ),
    )
    .orderBy(asc(products.name), asc(products.id));
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const apisOf = await readApis(tx, reader, ids);
  const plansOf = await readPlans(tx, reader.tenantId, ids);
  return rows.map(({ id, slug, name, summary, description, status }) => ({
    id,
    slug,
    name,
    summary,
    description,
    status: status === 'deprecated' ? 'deprecated' : 'published',
    apis: apisOf.get(id) ?? [],
    plans: plansOf.get(id) ?? [],
  }));
}

function subscribes(tx: Tx, reader: Reader): SQL | undefined {
  const developerId = developerIdOf(reader);
  if (!developerId) return undefined;
  return exists(
    tx
      .select({ one: sql`1` })
      .from(subscriptions)
      .innerJoin(apps, and(eq(apps.tenantId, subscriptions.tenantId), eq(apps.id, subscriptions.appId)))
      .where(
        and(
          eq(subscriptions.tenantId, reader.tenantId),
          eq(subscriptions.productId, products.id),
          eq(apps.developerId, developerId),
          ne(subscriptions.status, 'cancelled'),
        ),
      ),
  );
}

async function readApis(tx: Tx, reader: Reader, productIds: string[]): Promise<Map<string, CatalogApi[]>> {
  const { tenantId } = reader;
  const [tenant] = await tx.select({ slug: tenants.slug }).from(tenants).where(eq(tenants.id, tenantId));
  const rows = await tx
    .select({
      productId: productApis.productId,
      operationIds: productApis.operationIds,
      apiVersionId: apiVersions.id,
      apiSlug: apis.slug,
      apiName: apis.name,
      version: apiVersions.version,
      title: apiVersions.title,
      description: apiVersions.description,
      basePath: apiVersions.basePath,
      status: apiVersions.status,
      deprecatedAt: apiVersions.deprecatedAt,
      sunsetAt: apiVersions.sunsetAt,
      operationCount: apiVersions.operationCount,
      policies: apiVersions.policies,
    })
    .from(productApis)
    .innerJoin(
      apiVersions,
      and(eq(apiVersions.tenantId, productApis.tenantId), eq(apiVersions.id, productApis.apiVersionId)),
    )
    .innerJoin(apis, and(eq(apis.tenantId, apiVersions.tenantId), eq(apis.id, apiVersions.apiId)))
    .where(and(eq(productApis.tenantId, tenantId), inArray(productApis.productId, productIds)))
    .orderBy(asc(productApis.position), asc(apis.name), asc(apiVersions.createdAt));
  const byProduct = new Map<string, CatalogApi[]>();
  for (const { productId, operationIds, deprecatedAt, sunsetAt, operationCount, policies, ...api } of rows) {
    const list = byProduct.get(productId) ?? [];
    byProduct.set(productId, list);
    list.push({
      ...api,
      baseUrl: gatewayUrl(reader.settings, tenant?.slug ?? '', api.basePath),
      deprecatedAt: deprecatedAt?.toISOString() ?? null,
      sunsetAt: sunsetAt?.toISOString() ?? null,
      operationCount: operationIds?.length ?? operationCount,
      methods: toMethods(policies, reader.settings),
    });
  }
  return byProduct;
}

async function readPlans(
  tx: Tx,
  tenantId: string,
  productIds: string[],
): Promise<Map<string, CatalogPlan[]>> {
  const rows = await tx
    .select({ plan: plans, terms: planVersions.terms })
    .from(plans)
    .innerJoin(
      planVersions,
      and(eq(planVersions.tenantId, plans.tenantId), eq(planVersions.id, plans.currentVersionId)),
    )
    .where(
      and(eq(plans.tenantId, tenantId), inArray(plans.productId, productIds), eq(plans.status, 'published')),
    )
    .orderBy(asc(plans.position), asc(plans.createdAt), asc(plans.id));
  const byProduct = new Map<string, CatalogPlan[]>();
  for (const { plan, terms } of rows) {
    const { id, slug, name, summary } = plan;
    const list = byProduct.get(plan.productId) ?? [];
    byProduct.set(plan.productId, [...list, { id, slug, name, summary, terms }]);
  }
  return byProduct;
}
