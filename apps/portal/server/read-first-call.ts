import 'server-only';
import type { CatalogProduct } from '@tollgate/contract/catalog';
import type { ApiSchema, OperationDetail } from '@tollgate/openapi/imported-api';
import { sampleRequest } from '@tollgate/openapi/samples/sample-request';
import { getCatalogDocs } from '@tollgate/services/catalog/get-catalog-docs';
import { getCatalogOperation } from '@tollgate/services/catalog/get-catalog-operation';
import { getCatalogProduct } from '@tollgate/services/catalog/get-catalog-product';
import type { Reader } from '@tollgate/services/catalog/reader';
import type { FirstCallRequest } from '../shell/try/first-call-request.ts';
import { KEY_PLACEHOLDER } from '../shell/try/first-call-request.ts';

/**
 * A request that is easy to send first with a key: reads, and needs no value in its path. Undefined for a product
 * without any.
 */
export async function readFirstCall(
  reader: Reader,
  productSlug: string,
): Promise<FirstCallRequest | undefined> {
  const product = await getCatalogProduct(reader, { productSlug });
  const api = product.apis.find(({ methods }) => methods.some(({ kind }) => kind === 'api-key'));
  if (!api) return undefined;
  return readFirstCallOf(reader, product, api);
}

async function readFirstCallOf(
  reader: Reader,
  { slug }: CatalogProduct,
  api: CatalogProduct['apis'][number],
): Promise<FirstCallRequest | undefined> {
  const where = { product: slug, api: api.apiSlug, version: api.version };
  const at = { productSlug: slug, apiSlug: api.apiSlug, version: api.version };
  const { operations } = await getCatalogDocs(reader, at);
  const reads = operations.filter(({ method, isDeprecated }) => method === 'GET' && !isDeprecated);
  const chosen = reads.find(({ path }) => !path.includes('{')) ?? reads[0] ?? operations[0];
  if (!chosen) return undefined;
  const { operationId } = chosen;
  const { detail, schemas } = await getCatalogOperation(reader, { ...at, operationId });
  const options = { baseUrl: api.baseUrl, key: KEY_PLACEHOLDER };
  const request = sampleRequest(
    detail as unknown as OperationDetail,
    schemas as Record<string, ApiSchema>,
    options,
  );
  return { where, operationId, baseUrl: api.baseUrl, request };
}
