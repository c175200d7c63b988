import type { Product } from '@tollgate/contract/products';
import type { Tx } from '@tollgate/db/db';
import { apis, apiVersions, plans, productApis, products, subscriptions } from '@tollgate/db/schema';
import { and, asc, count, eq, inArray } from 'drizzle-orm';
import { notFound } from '../context/not-found.ts';

export type ProductRow = typeof products.$inferSelect;

/** The product's row, locked for a change; throws `not_found`. */
export async function lockProductRow(tx: Tx, tenantId: string, productId: string): Promise<ProductRow> {
  const wanted = and(eq(products.tenantId, tenantId), eq(products.id, productId));
  await tx.select({ id: products.id }).from(products).where(wanted).for('update');
  return getProductRow(tx, tenantId, productId);
}

/** The product's row; throws `not_found`. */
export async function getProductRow(tx: Tx, tenantId: string, productId: string): Promise<ProductRow> {
  const [row] = await tx
    .select()
    .from(products)
    .where(and(eq(products.tenantId, tenantId), eq(products.id, productId)));
  if (!row) throw notFound('product');
  return row;
}

/** Rows of products with what they cover and how much hangs on them, in the order given. */
export async function toProducts(tx: Tx, tenantId: string, rows: ProductRow[]): Promise<Product[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const coverage = await readCoverage(tx, tenantId, ids);
  const planCounts = await tx
    .select({ id: plans.productId, value: count() })
    .from(plans)
    .where(and(eq(plans.tenantId, tenantId), inArray(plans.productId, ids)))
    .groupBy(plans.productId);
  const subscriptionCounts = await tx
    .select({ id: subscriptions.productId, value: count() })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.tenantId, tenantId),
        inArray(subscriptions.productId, ids),
        inArray(subscriptions.status, ['active', 'pending']),
      ),
    )
    .groupBy(subscriptions.productId);
  const countOf = (counts: { id: string; value: number }[], id: string) =>
    counts.find((entry) => entry.id === id)?.value ?? 0;
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    name: row.name,
    summary: row.summary,
    description: row.description,
    visibility: row.visibility,
    status: row.status,
    covers: coverage.filter((entry) => entry.productId === row.id).map(({ productId: _, ...entry }) => entry),
    planCount: countOf(planCounts, row.id),
    subscriptionCount: countOf(subscriptionCounts, row.id),
    publishedAt: row.publishedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }));
}

function readCoverage(tx: Tx, tenantId: string, productIds: string[]) {
  return tx
    .select({
      productId: productApis.productId,
      apiVersionId: productApis.apiVersionId,
      apiId: apis.id,
      apiName: apis.name,
      version: apiVersions.version,
      operationIds: productApis.operationIds,
    })
    .from(productApis)
    .innerJoin(
      apiVersions,
      and(eq(apiVersions.tenantId, productApis.tenantId), eq(apiVersions.id, productApis.apiVersionId)),
    )
    .innerJoin(apis, and(eq(apis.tenantId, apiVersions.tenantId), eq(apis.id, apiVersions.apiId)))
    .where(and(eq(productApis.tenantId, tenantId), inArray(productApis.productId, productIds)))
    .orderBy(asc(productApis.position));
}

/** One product with what it covers. */
export async function toProduct(tx: Tx, tenantId: string, row: ProductRow): Promise<Product> {
  const [product] = await toProducts(tx, tenantId, [row]);
  return product as Product;
}
