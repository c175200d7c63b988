import { AttachPolicyInput, type LevelPolicies } from '@tollgate/contract/policies/levels';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import { policyLevelOf } from '@tollgate/domain/policies/policy-target';
import type { PolicyUse } from '@tollgate/domain/snapshot';
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

const MOST = 20;

/** Sets one policy at one level, changes its settings, or turns off what a wider level sets. Live within a second. */
export async function attachPolicy(ctx: Ctx, input: AttachPolicyInput): Promise<LevelPolicies> {
  requireRole(ctx, 'editor');
  const { targetId, policyId, config, isOff } = parseInput(AttachPolicyInput, input);
  requireLevelRole(ctx, targetId);
  await withTenantTx(ctx, (tx) => getPolicyTarget(tx, ctx.tenantId, targetId));
  const use = await checkOne(ctx, targetId, { id: policyId, config, ...(isOff ? { isOff } : {}) });
  return withTenantTx(ctx, async (tx) => {
    const target = await lockPolicyTarget(tx, ctx.tenantId, targetId);
    const policies = withUse(target.policies, use);
    await writePolicies(tx, ctx, target, policies);
    await recordChange(tx, ctx, {
      action: isOff ? 'policy.turned_off' : 'policy.attached',
      target: { kind: target.level, id: targetId, name: target.name },
      before: { policies: target.policies },
      after: { policies },
      feed: await policyFeed(tx, ctx.tenantId, target, policies),
    });
    return toLevelPolicies({ ...target, policies });
  });
}

async function checkOne(ctx: Ctx, targetId: string, use: PolicyUse): Promise<PolicyUse> {
  try {
    const [checked] = await checkPolicies(ctx, policyLevelOf(targetId), [use]);
    return checked ?? use;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // There is no list here: the fields are those of this verb.
    const errors = error.errors.map((item) => ({
      ...item,
      location: item.location.replace(/^policies\.0\./, '').replace(/^id$/, 'policyId'),
    }));
    throw new DomainError(error.code, { detail: error.detail, errors, cause: error });
  }
}

function withUse(policies: readonly PolicyUse[], use: PolicyUse): PolicyUse[] {
  const places = policies.flatMap(({ id }, index) => (id === use.id ? [index] : []));
  const [place = policies.length] = places;
  if (places.length > 1) {
    throw new DomainError('conflict', {
      detail: `This policy stands here ${places.length} times: replace the list as a whole by the management API.`,
    });
  }
  const next = policies.toSpliced(place, 1, use);
  if (next.length <= MOST) return next;
  const message = `there may be at most ${MOST} policies at one level`;
  throw new DomainError('validation_failed', { errors: [{ location: 'policyId', message }] });
}
