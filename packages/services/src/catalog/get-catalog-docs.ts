import { type CatalogDocs, GetCatalogDocsInput } from '@tollgate/contract/catalog';
import { operations } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { asc, sql } from 'drizzle-orm';
import { parseInput } from '../context/parse-input.ts';
import { operationLine, readCoveredApi } from './read-covered-api.ts';
import type { Reader } from './reader.ts';

/** What surrounds the operations of an API version, and the list of those that the product covers. */
export async function getCatalogDocs(reader: Reader, input: GetCatalogDocsInput): Promise<CatalogDocs> {
  const at = parseInput(GetCatalogDocsInput, input);
  return withTenantTx(reader, async (tx) => {
    const { product, api, docs, covered } = await readCoveredApi(tx, reader, at);
    const lines = await tx
      .select(operationLine)
      .from(operations)
      .where(covered)
      .orderBy(asc(operations.position));
    const names = await tx
      .select({ name: sql<string>`distinct unnest(${operations.schemaNames})` })
      .from(operations)
      .where(covered);
    const schemaNames = names.map(({ name }) => name).sort();
    return { product, api, docs, operations: lines, schemaNames };
  });
}
