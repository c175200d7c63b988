import { type LevelPolicies, UpdatePoliciesInput } from '@tollgate/contract/policies/levels';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { policyLevelOf } from '@tollgate/domain/policies/policy-target';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { checkPolicies } from './check-policies.ts';
import { policyFeed } from './policy-feed.ts';
import {
  getPolicyTarget,
  lockPolicyTarget,
  requireLevelRole,
  toLevelPolicies,
  writePolicies,
} from './policy-target.ts';

/** Replaces the policies of one level, order included. Live within a second. */
export async function updatePolicies(ctx: Ctx, input: UpdatePoliciesInput): Promise<LevelPolicies> {
  requireRole(ctx, 'editor');
  const { targetId, policies } = parseInput(UpdatePoliciesInput, input);
  requireLevelRole(ctx, targetId);
  // What is not theirs is answered before anything of the list is looked at.
  await withTenantTx(ctx, (tx) => getPolicyTarget(tx, ctx.tenantId, targetId));
  const checked = await checkPolicies(ctx, policyLevelOf(targetId), policies);
  return withTenantTx(ctx, async (tx) => {
    const target = await lockPolicyTarget(tx, ctx.tenantId, targetId);
    await writePolicies(tx, ctx, target, checked);
    await recordChange(tx, ctx, {
      action: 'policies.updated',
      target: { kind: target.level, id: targetId, name: target.name },
      before: { policies: target.policies },
      after: { policies: checked },
      feed: await policyFeed(tx, ctx.tenantId, target, checked),
    });
    return toLevelPolicies({ ...target, policies: checked });
  });
}
