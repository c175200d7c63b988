import { type Tenant, UpdateTenantInput } from '@tollgate/contract/tenants';
import type { Tx } from '@tollgate/db/db';
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
  requireOwnHosts(ctx, values.hosts ?? []);
  return withTenantTx(ctx, async (tx) => {
    if (values.hosts) await requireFreeHosts(tx, ctx, values.hosts);
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

// Hosts of this installation name tenants by slug: one given as a custom host would take another tenant's traffic.
function requireOwnHosts(ctx: Ctx, hosts: string[]): void {
  const { gatewayUrl, portalUrl, consoleUrl, apiUrl } = ctx.settings;
  const ours = [gatewayUrl, portalUrl, consoleUrl, apiUrl].map((url) => new URL(url).hostname);
  hosts.forEach((host, index) => {
    const isOurs = ours.some((name) => host === name || host.endsWith(`.${name}`));
    if (isOurs) throw refuseHost(index, 'belongs to this installation: use a host of your own');
  });
}

async function requireFreeHosts(tx: Tx, ctx: Ctx, hosts: string[]): Promise<void> {
  if (hosts.length === 0) return;
  // Held to commit, so that two tenants that ask for one host at the same moment do not both get it.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('tenant hosts'))`);
  const wanted = sql.join(
    hosts.map((host) => sql`${host}`),
    sql`, `,
  );
  const { rows } = await ctx.db.system.execute<{ host: string }>(
    sql`select unnest(hosts) as host from tenants where id <> ${ctx.tenantId} and hosts && array[${wanted}]::text[]`,
  );
  const taken = new Set(rows.map((row) => row.host));
  const index = hosts.findIndex((host) => taken.has(host));
  if (index >= 0) throw refuseHost(index, 'is already in use');
}

function refuseHost(index: number, message: string): DomainError {
  return new DomainError('conflict', { errors: [{ location: `hosts.${index}`, message }] });
}
