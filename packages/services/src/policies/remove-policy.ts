import { RemovePolicyInput } from '@tollgate/contract/policies/levels';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { policyFeed } from './policy-feed.ts';
import { lockPolicyTarget, requireLevelRole, writePolicies } from './policy-target.ts';

/** Takes a policy out of one level, or back what was turned off there. Live within a second. */
export async function removePolicy(ctx: Ctx, input: RemovePolicyInput): Promise<void> {
  requireRole(ctx, 'editor');
  const { targetId, policyId } = parseInput(RemovePolicyInput, input);
  requireLevelRole(ctx, targetId);
  await withTenantTx(ctx, async (tx) => {
    const target = await lockPolicyTarget(tx, ctx.tenantId, targetId);
    const policies = target.policies.filter(({ id }) => id !== policyId);
    if (policies.length === target.policies.length) throw notFound('policy at this level');
    await writePolicies(tx, ctx, target, policies);
    await recordChange(tx, ctx, {
      action: 'policy.removed',
      target: { kind: target.level, id: targetId, name: target.name },
      before: { policies: target.policies },
      after: { policies },
      feed: await policyFeed(tx, ctx.tenantId, target, policies),
    });
  });
}
