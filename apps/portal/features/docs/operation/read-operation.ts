import 'server-only';
import type { ApiSchema, OperationDetail } from '@tollgate/openapi/imported-api';
import { getCatalogOperation } from '@tollgate/services/catalog/get-catalog-operation';
import { cache } from 'react';
import { loadPublic } from '../../../server/load.ts';
import { readDocsParams } from '../../../shell/docs-params.ts';
import type { DocsAt } from '../../../shell/paths.ts';

/** One operation as its page and its metadata need it, read once a request. */
export const readOperation = cache(
  async (product: string, api: string, version: string, operationId: string) => {
    const at = { productSlug: product, apiSlug: api, version, operationId };
    const found = await loadPublic((reader) => getCatalogOperation(reader, at));
    return {
      ...found,
      detail: found.detail as unknown as OperationDetail,
      schemas: found.schemas as Record<string, ApiSchema>,
    };
  },
);

/** The same by route parameters. */
export async function readOperationAt(params: DocsAt, operationId: string) {
  const where = readDocsParams(params);
  return { where, ...(await readOperation(where.product, where.api, where.version, operationId)) };
}
