import { GetPoliciesInput, type LevelPolicies } from '@tollgate/contract/policies/levels';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { getPolicyTarget, toLevelPolicies } from './policy-target.ts';

/** What a tenant, product, API version, operation or plan itself sets, in the order in which it runs. */
export async function getPolicies(ctx: Ctx, input: GetPoliciesInput): Promise<LevelPolicies> {
  requireRole(ctx, 'viewer');
  const { targetId } = parseInput(GetPoliciesInput, input);
  return withTenantTx(ctx, async (tx) => toLevelPolicies(await getPolicyTarget(tx, ctx.tenantId, targetId)));
}
