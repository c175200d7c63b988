import type { CatalogApi, CatalogProduct } from '@tollgate/contract/catalog';
import type { Tx } from '@tollgate/db/db';
import { apiVersions, operations, productApis } from '@tollgate/db/schema';
import { and, eq, inArray, type SQL } from 'drizzle-orm';
import { notFound } from '../context/not-found.ts';
import { readCatalogProduct } from './get-catalog-product.ts';
import type { Reader } from './reader.ts';

export interface CoveredApi {
  product: Pick<CatalogProduct, 'id' | 'slug' | 'name'>;
  api: CatalogApi;
  docs: Record<string, unknown>;
  /** Condition on `operations`: those of the version that the product covers and that are not internal. */
  covered: SQL | undefined;
}

/** The API version of a product that an address names; throws `not_found` when this reader may not see it. */
export async function readCoveredApi(
  tx: Tx,
  reader: Reader,
  at: { productSlug: string; apiSlug: string; version: string },
): Promise<CoveredApi> {
  const { id, slug, name, apis } = await readCatalogProduct(tx, reader, at.productSlug);
  const api = apis.find(({ apiSlug, version }) => apiSlug === at.apiSlug && version === at.version);
  if (!api) throw notFound('API');
  const { tenantId } = reader;
  const [row] = await tx
    .select({ docs: apiVersions.docs, operationIds: productApis.operationIds })
    .from(productApis)
    .innerJoin(
      apiVersions,
      and(eq(apiVersions.tenantId, productApis.tenantId), eq(apiVersions.id, productApis.apiVersionId)),
    )
    .where(
      and(
        eq(productApis.tenantId, tenantId),
        eq(productApis.productId, id),
        eq(productApis.apiVersionId, api.apiVersionId),
      ),
    );
  const listed = row?.operationIds;
  const covered = and(
    eq(operations.tenantId, tenantId),
    eq(operations.apiVersionId, api.apiVersionId),
    eq(operations.isInternal, false),
    listed ? inArray(operations.id, listed) : undefined,
  );
  return { product: { id, slug, name }, api, docs: row?.docs ?? {}, covered };
}

/** Columns of one line of the list of operations. */
export const operationLine = {
  operationId: operations.operationId,
  method: operations.method,
  path: operations.pathTemplate,
  summary: operations.summary,
  tags: operations.tags,
  isDeprecated: operations.isDeprecated,
};
