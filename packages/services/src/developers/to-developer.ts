import type { Developer } from '@tollgate/contract/developers';
import type { Tx } from '@tollgate/db/db';
import { apps, developers, subscriptions } from '@tollgate/db/schema';
import { and, eq, sql } from 'drizzle-orm';
import { notFound } from '../context/not-found.ts';

/** Columns of a developer that may be shown, with counts, for a select over `developers` alone. */
export const developerColumns = {
  id: developers.id,
  email: developers.email,
  name: developers.name,
  status: developers.status,
  createdAt: developers.createdAt,
  updatedAt: developers.updatedAt,
  appCount: sql<number>`(select count(*)::int from ${apps} a where a.tenant_id = "developers"."tenant_id"
    and a.developer_id = "developers"."id" and a.deleted_at is null)`,
  subscriptionCount: sql<number>`(select count(*)::int from ${subscriptions} s join ${apps} a
    on a.tenant_id = s.tenant_id and a.id = s.app_id where s.tenant_id = "developers"."tenant_id"
    and a.developer_id = "developers"."id" and s.status <> 'cancelled')`,
};

type DeveloperRow = Omit<Developer, 'createdAt' | 'updatedAt'> & { createdAt: Date; updatedAt: Date };

/** A developer's row as the contract shows it: never with the password's hash. */
export function toDeveloper(row: DeveloperRow): Developer {
  return { ...row, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() };
}

/** One developer; throws `not_found` for one of another tenant. */
export async function readDeveloper(tx: Tx, tenantId: string, developerId: string): Promise<Developer> {
  const [row] = await tx
    .select(developerColumns)
    .from(developers)
    .where(and(eq(developers.tenantId, tenantId), eq(developers.id, developerId)));
  if (!row) throw notFound('developer');
  return toDeveloper(row);
}
