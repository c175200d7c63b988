import type { Tx } from '@tollgate/db/db';
import { apiVersions, operations, plans, productApis, products, tenants } from '@tollgate/db/schema';
import type { PolicyUse } from '@tollgate/domain/snapshot';
import { POLICY_SCHEMAS } from '@tollgate/policies/registry';
import { and, eq, inArray, ne, or, sql } from 'drizzle-orm';

const NONE = sql`'[]'::jsonb`;

/** What of a document a policy may need, for gateways to be told of it. */
export type DocumentPart = 'needsDescription' | 'needsAnswers';

/** Whether a policy of a level needs a part of the API's document. */
export function needsPart(policies: readonly PolicyUse[], part: DocumentPart): boolean {
  return policies.some(
    ({ id, isOff }) => !isOff && Object.hasOwn(POLICY_SCHEMAS, id) && POLICY_SCHEMAS[id]?.[part],
  );
}

/** Those API versions for which a policy of some level needs a part of their document. */
export async function findVersionsThatNeed(
  tx: Tx,
  rows: readonly { id: string; tenantId: string; policies: readonly PolicyUse[] }[],
  part: DocumentPart,
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const tenantIds = [...new Set(rows.map(({ tenantId }) => tenantId))];
  const ofTenants = await tx
    .select({ id: tenants.id, policies: tenants.policies })
    .from(tenants)
    .where(and(inArray(tenants.id, tenantIds), ne(tenants.policies, NONE)));
  const whole = new Set(ofTenants.filter(({ policies }) => needsPart(policies, part)).map(({ id }) => id));
  const found = [
    ...rows.filter((row) => whole.has(row.tenantId) || needsPart(row.policies, part)).map(({ id }) => id),
    ...(await ofOperations(tx, tenantIds, part)),
    ...(await ofOffers(tx, tenantIds, part)),
  ];
  const asked = new Set(rows.map(({ id }) => id));
  return new Set(found.filter((id) => asked.has(id)));
}

async function ofOperations(tx: Tx, tenantIds: string[], part: DocumentPart): Promise<string[]> {
  const rows = await tx
    .select({ id: operations.apiVersionId, policies: operations.policies })
    .from(operations)
    .where(and(inArray(operations.tenantId, tenantIds), ne(operations.policies, NONE)));
  return rows.filter(({ policies }) => needsPart(policies, part)).map(({ id }) => id);
}

async function ofOffers(tx: Tx, tenantIds: string[], part: DocumentPart): Promise<string[]> {
  const rows = await tx
    .select({ id: apiVersions.id, ofProduct: products.policies, ofPlan: plans.policies })
    .from(productApis)
    .innerJoin(
      apiVersions,
      and(eq(apiVersions.tenantId, productApis.tenantId), eq(apiVersions.id, productApis.apiVersionId)),
    )
    .innerJoin(
      products,
      and(eq(products.tenantId, productApis.tenantId), eq(products.id, productApis.productId)),
    )
    .leftJoin(plans, and(eq(plans.tenantId, products.tenantId), eq(plans.productId, products.id)))
    .where(
      and(
        inArray(productApis.tenantId, tenantIds),
        or(ne(products.policies, NONE), ne(plans.policies, NONE)),
      ),
    );
  return rows
    .filter(({ ofProduct, ofPlan }) => needsPart([...ofProduct, ...(ofPlan ?? [])], part))
    .map(({ id }) => id);
}
