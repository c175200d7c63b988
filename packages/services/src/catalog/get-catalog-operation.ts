import {
  type CatalogOperation,
  type CatalogOperationLine,
  GetCatalogOperationInput,
} from '@tollgate/contract/catalog';
import type { Tx } from '@tollgate/db/db';
import { operations } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, asc, desc, eq, gt, lt, type SQL } from 'drizzle-orm';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';
import { operationLine, readCoveredApi } from './read-covered-api.ts';
import { readSchemas } from './read-schemas.ts';
import type { Reader } from './reader.ts';

/** One operation with the schemas it leads to and its neighbours. */
export async function getCatalogOperation(
  reader: Reader,
  input: GetCatalogOperationInput,
): Promise<CatalogOperation> {
  const { operationId, ...at } = parseInput(GetCatalogOperationInput, input);
  return withTenantTx(reader, async (tx) => {
    const { product, api, docs, covered } = await readCoveredApi(tx, reader, at);
    const [row] = await tx
      .select({
        detail: operations.detail,
        schemaNames: operations.schemaNames,
        position: operations.position,
      })
      .from(operations)
      .where(and(covered, eq(operations.operationId, operationId)));
    if (!row) throw notFound('operation');
    return {
      product,
      api,
      docs,
      detail: row.detail,
      schemas: await readSchemas(tx, reader.tenantId, api.apiVersionId, row.schemaNames),
      previous: await neighbour(
        tx,
        and(covered, lt(operations.position, row.position)),
        desc(operations.position),
      ),
      next: await neighbour(
        tx,
        and(covered, gt(operations.position, row.position)),
        asc(operations.position),
      ),
    };
  });
}

async function neighbour(tx: Tx, where: SQL | undefined, order: SQL): Promise<CatalogOperationLine | null> {
  const [line] = await tx.select(operationLine).from(operations).where(where).orderBy(order).limit(1);
  return line ?? null;
}
