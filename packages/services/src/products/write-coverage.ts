import type { Tx } from '@tollgate/db/db';
import { apiVersions, operations, productApis } from '@tollgate/db/schema';
import { DomainError } from '@tollgate/domain/errors';
import { and, count, eq, inArray } from 'drizzle-orm';

interface Coverage {
  apiVersionId: string;
  operationIds: string[] | null;
}

/** Replaces what a product covers; everything named must be of the tenant and of the version it is named under. */
export async function writeCoverage(
  tx: Tx,
  tenantId: string,
  productId: string,
  covers: Coverage[],
): Promise<void> {
  for (const [index, item] of covers.entries()) await requireKnown(tx, tenantId, item, `covers.${index}`);
  await tx
    .delete(productApis)
    .where(and(eq(productApis.tenantId, tenantId), eq(productApis.productId, productId)));
  if (covers.length === 0) return;
  await tx
    .insert(productApis)
    .values(covers.map((item, position) => ({ tenantId, productId, position, ...item })));
}

async function requireKnown(tx: Tx, tenantId: string, item: Coverage, location: string): Promise<void> {
  const [version] = await tx
    .select({ id: apiVersions.id })
    .from(apiVersions)
    .where(and(eq(apiVersions.tenantId, tenantId), eq(apiVersions.id, item.apiVersionId)))
    // Held to commit, so that nobody deletes it meanwhile.
    .for('key share');
  if (!version) throw unknown(`${location}.apiVersionId`, 'is not an API version of this tenant');
  if (!item.operationIds) return;
  const [found] = await tx
    .select({ value: count() })
    .from(operations)
    .where(
      and(
        eq(operations.tenantId, tenantId),
        eq(operations.apiVersionId, item.apiVersionId),
        inArray(operations.id, item.operationIds),
      ),
    );
  if (found?.value !== new Set(item.operationIds).size) {
    throw unknown(`${location}.operationIds`, 'holds an operation that this API version does not have');
  }
}

function unknown(location: string, message: string): DomainError {
  return new DomainError('validation_failed', { errors: [{ location, message }] });
}
