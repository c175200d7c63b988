import type { Tenant } from '@tollgate/contract/tenants';
import type { tenants } from '@tollgate/db/schema';

/** A tenant's row as the contract shows it. */
export function toTenant(row: typeof tenants.$inferSelect): Tenant {
  const { id, slug, name, currency, hosts, createdAt } = row;
  return { id, slug, name, currency, hosts, createdAt: createdAt.toISOString() };
}
