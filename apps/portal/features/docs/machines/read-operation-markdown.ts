import type { ApiSchema, OperationDetail } from '@tollgate/openapi/imported-api';
import { getCatalogOperation } from '@tollgate/services/catalog/get-catalog-operation';
import type { Reader } from '@tollgate/services/catalog/reader';
import { type DocsParams, readDocsParams } from '../../../shell/docs-params.ts';
import { writeOperationMarkdown } from './write-operation-markdown.ts';

/** One operation as Markdown; its address may end in `.md`. Throws `not_found` when this reader may not see it. */
export async function readOperationMarkdown(
  reader: Reader,
  params: DocsParams,
  address: string,
): Promise<string> {
  const { product, api, version } = readDocsParams(params);
  const operationId = address.replace(/\.md$/, '');
  const at = { productSlug: product, apiSlug: api, version, operationId };
  const found = await getCatalogOperation(reader, at);
  return writeOperationMarkdown(
    found.detail as unknown as OperationDetail,
    found.schemas as Record<string, ApiSchema>,
    found.api,
  );
}
