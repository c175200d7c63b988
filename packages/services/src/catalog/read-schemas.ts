import type { Tx } from '@tollgate/db/db';
import { apiSchemas } from '@tollgate/db/schema';
import { and, eq, inArray } from 'drizzle-orm';

/** Named schemas of an API version by name; names that are not there are left out. */
export async function readSchemas(
  tx: Tx,
  tenantId: string,
  apiVersionId: string,
  names: string[],
): Promise<Record<string, unknown>> {
  if (names.length === 0) return {};
  const rows = await tx
    .select({ name: apiSchemas.name, schema: apiSchemas.schema })
    .from(apiSchemas)
    .where(
      and(
        eq(apiSchemas.tenantId, tenantId),
        eq(apiSchemas.apiVersionId, apiVersionId),
        inArray(apiSchemas.name, names),
      ),
    );
  return Object.fromEntries(rows.map(({ name, schema }) => [name, schema]));
}
