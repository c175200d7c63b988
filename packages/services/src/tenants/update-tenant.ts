import { type Tenant, UpdateTenantInput } from '@tollgate/contract/tenants';
import { tenants } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import { eq, sql } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { toTenant } from './to-tenant.ts';

/** Changes the tenant's name, currency for new plans, or custom hosts. A host belongs to one tenant only. */
export async function updateTenant(ctx: Ctx, input: UpdateTenantInput): Promise<Tenant> {
  requireRole(ctx, 'admin');
  const values = parseInput(UpdateTenantInput, input);
  if (values.hosts) await requireFreeHosts(ctx, values.hosts);
  return withTenantTx(ctx, async (tx) => {
    const [before] = await tx.select().from(tenants).where(eq(tenants.id, ctx.tenantId)).for('update');
    if (!before) throw notFound('tenant');
    const [row] = await tx
      .update(tenants)
      .set({ ...values, updatedAt: ctx.now() })
      .where(eq(tenants.id, ctx.tenantId))
      .returning();
    const after = toTenant(row ?? before);
    await recordChange(tx, ctx, {
      action: 'tenant.updated',
      target: { kind: 'tenant', id: ctx.tenantId, name: after.name },
      before: toTenant(before),
      after,
      feed: [{ kind: 'tenant', id: ctx.tenantId }],
    });
    return after;
  });
}

async function requireFreeHosts(ctx: Ctx, hosts: string[]): Promise<void> {
  if (hosts.length === 0) return;
  const { rows } = await ctx.db.system.execute<{ host: string }>(
    sql`select unnest(hosts) as host from tenants where id <> ${ctx.tenantId} and hosts && array[${sql.join(
      hosts.map((host) => sql`${host}`),
      sql`, `,
    )}]::text[]`,
  );
  const taken = hosts.find((host) => rows.some((row) => row.host === host));
  if (taken === undefined) return;
  throw new DomainError('conflict', {
    errors: [{ location: `hosts.${hosts.indexOf(taken)}`, message: 'is already in use' }],
  });
}
