import { getCatalogDocs } from '@tollgate/services/catalog/get-catalog-docs';
import type { Reader } from '@tollgate/services/catalog/reader';
import { type DocsParams, readDocsParams } from '../../../shell/docs-params.ts';
import type { DocsIndex } from './docs-index.ts';

/** The compact list of an API version's operations; throws `not_found` when this reader may not see it. */
export async function readDocsIndex(reader: Reader, params: DocsParams): Promise<DocsIndex> {
  const { product, api, version } = readDocsParams(params);
  const { docs, operations } = await getCatalogDocs(reader, { productSlug: product, apiSlug: api, version });
  const declared = Array.isArray(docs.tags) ? (docs.tags as { name: string; displayName?: string }[]) : [];
  const used = operations.flatMap(({ tags }) => tags);
  const names = [...new Set([...declared.map(({ name }) => name), ...used])];
  const numbers = new Map(names.map((name, at) => [name, at]));
  const display = new Map(declared.map((tag) => [tag.name, tag.displayName ?? tag.name]));
  return {
    tags: names.map((name) => display.get(name) ?? name),
    operations: operations.map(({ operationId, method, path, summary, tags, isDeprecated }) => [
      operationId,
      method,
      path,
      summary,
      tags.map((tag) => numbers.get(tag) ?? -1),
      isDeprecated ? 1 : 0,
    ]),
  };
}
