import type { DeveloperSession } from '@tollgate/contract/developers';
import type { Tx } from '@tollgate/db/db';
import { developers, tenants } from '@tollgate/db/schema';
import { and, eq } from 'drizzle-orm';

/** What a session knows of an active developer; undefined when there is none, or it was ended since. */
export async function findDeveloperSession(
  tx: Tx,
  tenantId: string,
  claims: { developerId: string; sessionVersion?: number },
): Promise<DeveloperSession | undefined> {
  const [row] = await tx
    .select({ developer: developers, tenantSlug: tenants.slug })
    .from(developers)
    .innerJoin(tenants, eq(tenants.id, developers.tenantId))
    .where(and(eq(developers.tenantId, tenantId), eq(developers.id, claims.developerId)));
  if (row?.developer.status !== 'active') return undefined;
  const { sessionVersion } = row.developer;
  if (claims.sessionVersion !== undefined && claims.sessionVersion !== sessionVersion) return undefined;
  return {
    tenantId,
    tenantSlug: row.tenantSlug,
    developerId: row.developer.id,
    name: row.developer.name,
    email: row.developer.email,
    sessionVersion,
  };
}
