import type { LevelPolicies } from '@tollgate/contract/policies/levels';
import type { Tx } from '@tollgate/db/db';
import { apiVersions, operations, plans, products, tenants } from '@tollgate/db/schema';
import type { PolicyLevel } from '@tollgate/domain/policies/policy-level';
import { policyLevelOf } from '@tollgate/domain/policies/policy-target';
import type { PolicyUse } from '@tollgate/domain/snapshot';
import { and, eq, sql } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';

/** A thing that policies are set for. */
export interface PolicyTarget {
  level: PolicyLevel;
  id: string;
  name: string;
  policies: PolicyUse[];
  /** Of an operation. */
  apiVersionId: string | null;
  /** Of a plan. */
  productId: string | null;
}

const NOUNS: Readonly<Record<PolicyLevel, string>> = {
  tenant: 'tenant',
  product: 'product',
  api_version: 'API version',
  operation: 'operation',
  plan: 'plan',
};

/** Lets through who may change policies of a level: what is the whole tenant's is for admins. */
export function requireLevelRole(ctx: Ctx, targetId: string): void {
  if (policyLevelOf(targetId) === 'tenant') requireRole(ctx, 'admin');
}

/** A tenant, product, API version, operation or plan with its own policies; throws `not_found`. */
export async function getPolicyTarget(tx: Tx, tenantId: string, id: string): Promise<PolicyTarget> {
  const level = policyLevelOf(id);
  const [row] = await rowsOf(tx, level, tenantId, id);
  if (!row) throw notFound(NOUNS[level]);
  return { level, id, apiVersionId: null, productId: null, ...row };
}

/** The same, locked for a change. */
export async function lockPolicyTarget(tx: Tx, tenantId: string, id: string): Promise<PolicyTarget> {
  const { table, where } = placeOf(policyLevelOf(id), tenantId, id);
  await tx.select({ id: table.id }).from(table).where(where).for('update');
  return getPolicyTarget(tx, tenantId, id);
}

/** Puts a list in the place of a target's policies. */
export async function writePolicies(
  tx: Tx,
  ctx: Ctx,
  { level, id }: PolicyTarget,
  policies: PolicyUse[],
): Promise<void> {
  const { table, where } = placeOf(level, ctx.tenantId, id);
  // Operations are what their document says: they carry no time of change.
  const at = level === 'operation' ? {} : { updatedAt: ctx.now() };
  await tx
    .update(table)
    .set({ policies, ...at })
    .where(where);
}

/** A target as the contract shows it. */
export function toLevelPolicies({ id, level, policies }: PolicyTarget): LevelPolicies {
  return { targetId: id, level, policies };
}

function placeOf(level: PolicyLevel, tenantId: string, id: string) {
  const table = {
    tenant: tenants,
    product: products,
    api_version: apiVersions,
    operation: operations,
    plan: plans,
  }[level];
  // Of tenants there is only one's own.
  const where =
    table === tenants
      ? and(eq(tenants.id, tenantId), eq(tenants.id, id))
      : and(eq((table as typeof plans).tenantId, tenantId), eq(table.id, id));
  return { table: table as typeof plans, where };
}

function rowsOf(tx: Tx, level: PolicyLevel, tenantId: string, id: string) {
  const { where } = placeOf(level, tenantId, id);
  switch (level) {
    case 'tenant':
      return tx.select({ name: tenants.name, policies: tenants.policies }).from(tenants).where(where);
    case 'product':
      return tx.select({ name: products.name, policies: products.policies }).from(products).where(where);
    case 'api_version':
      return tx
        .select({
          name: sql<string>`${apiVersions.title} || ' ' || ${apiVersions.version}`,
          policies: apiVersions.policies,
        })
        .from(apiVersions)
        .where(where);
    case 'operation':
      return tx
        .select({
          name: sql<string>`${operations.method} || ' ' || ${operations.pathTemplate}`,
          policies: operations.policies,
          apiVersionId: operations.apiVersionId,
        })
        .from(operations)
        .where(where);
    case 'plan':
      return tx
        .select({ name: plans.name, policies: plans.policies, productId: plans.productId })
        .from(plans)
        .where(where);
  }
}
