import type { Tenant } from '@tollgate/contract/tenants';
import { tenants } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { eq } from 'drizzle-orm';
import type { Ctx } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';
import { toTenant } from './to-tenant.ts';

/** The tenant of the session or credential; its developers may read it too. */
export async function getTenant(ctx: Ctx): Promise<Tenant> {
  return withTenantTx(ctx, async (tx) => {
    const [row] = await tx.select().from(tenants).where(eq(tenants.id, ctx.tenantId));
    if (!row) throw notFound('tenant');
    return toTenant(row);
  });
}
