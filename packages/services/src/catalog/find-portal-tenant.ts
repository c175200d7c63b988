import type { PortalTenant } from '@tollgate/contract/catalog';
import { tenants } from '@tollgate/db/schema';
import { arrayContains, eq } from 'drizzle-orm';
import type { Services } from '../context/ctx.ts';

/** The tenant with this slug or custom host; undefined when there is none. Reads as the system role. */
export async function findPortalTenant(
  services: Services,
  by: { slug: string } | { host: string },
): Promise<PortalTenant | undefined> {
  const [row] = await services.db.system
    .select({ id: tenants.id, slug: tenants.slug, name: tenants.name, currency: tenants.currency })
    .from(tenants)
    .where('slug' in by ? eq(tenants.slug, by.slug) : arrayContains(tenants.hosts, [by.host]))
    .limit(1);
  return row;
}
