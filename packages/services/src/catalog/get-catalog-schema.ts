import { type CatalogSchema, GetCatalogSchemaInput } from '@tollgate/contract/catalog';
import { operations } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, arrayContains } from 'drizzle-orm';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';
import { operationLine, readCoveredApi } from './read-covered-api.ts';
import { readSchemas } from './read-schemas.ts';
import type { Reader } from './reader.ts';

/** One named schema that an operation of the product leads to, with those it refers to directly. */
export async function getCatalogSchema(reader: Reader, input: GetCatalogSchemaInput): Promise<CatalogSchema> {
  const { name, ...at } = parseInput(GetCatalogSchemaInput, input);
  return withTenantTx(reader, async (tx) => {
    const { product, api, covered } = await readCoveredApi(tx, reader, at);
    const [user] = await tx
      .select(operationLine)
      .from(operations)
      .where(and(covered, arrayContains(operations.schemaNames, [name])))
      .limit(1);
    if (!user) throw notFound('schema');
    const own = await readSchemas(tx, reader.tenantId, api.apiVersionId, [name]);
    if (!Object.hasOwn(own, name)) throw notFound('schema');
    const around = await readSchemas(tx, reader.tenantId, api.apiVersionId, referredTo(own[name]));
    return { product, api, name, schemas: { ...around, ...own } };
  });
}

const REF = /"\$ref":"#\/components\/schemas\/([^"\\]+)"/g;

function referredTo(schema: unknown): string[] {
  const names = [...JSON.stringify(schema).matchAll(REF)].map(([, name = '']) => name);
  return [...new Set(names.map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~')))];
}
