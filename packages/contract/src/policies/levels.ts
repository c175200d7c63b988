import { idSchema } from '@tollgate/domain/ids';
import { PolicyLevel } from '@tollgate/domain/policies/policy-level';
import { PolicyTargetId } from '@tollgate/domain/policies/policy-target';
import { PolicyUse } from '@tollgate/domain/snapshot';
import { z } from 'zod';

const PolicyId = z.string().max(100);

/** What one level sets, in the order in which it runs. */
export const LevelPolicies = z.strictObject({
  targetId: z.string(),
  level: PolicyLevel,
  policies: z.array(PolicyUse),
});
export type LevelPolicies = z.infer<typeof LevelPolicies>;

export const PolicyListInput = z.array(PolicyUse).max(20, 'must be at most 20 policies');

export const GetPoliciesInput = z.strictObject({ targetId: PolicyTargetId });
export type GetPoliciesInput = z.input<typeof GetPoliciesInput>;

export const UpdatePoliciesInput = z.strictObject({ targetId: PolicyTargetId, policies: PolicyListInput });
export type UpdatePoliciesInput = z.input<typeof UpdatePoliciesInput>;

export const AttachPolicyInput = z.strictObject({
  targetId: PolicyTargetId,
  policyId: PolicyId,
  /** Its settings; leave it out when `isOff` is true. */
  config: z.record(z.string(), z.unknown()).default({}),
  /** Turns off what a wider level turned on. */
  isOff: z.boolean().default(false),
});
export type AttachPolicyInput = z.input<typeof AttachPolicyInput>;

export const RemovePolicyInput = z.strictObject({ targetId: PolicyTargetId, policyId: PolicyId });
export type RemovePolicyInput = z.input<typeof RemovePolicyInput>;

export const GetEffectivePoliciesInput = z.strictObject({
  operationId: idSchema('operation'),
  /** Without one, what holds before it is known which product a caller has. */
  productId: idSchema('product').optional(),
  /** A plan of the product; it stands for its product where that is left out. */
  planId: idSchema('plan').optional(),
});
export type GetEffectivePoliciesInput = z.input<typeof GetEffectivePoliciesInput>;

const PlacedPolicy = z.strictObject({
  policyId: z.string(),
  phase: z.enum(['access', 'authenticate', 'request', 'cache', 'response', 'encode']),
  /** Null for what always holds where nothing else is said. */
  level: PolicyLevel.nullable(),
  targetId: z.string().nullable(),
  config: z.unknown(),
});

/** What the gateway does to the requests of one operation, and what it leaves out. */
export const EffectivePolicies = z.strictObject({
  operationId: z.string(),
  apiVersionId: z.string(),
  productId: z.string().nullable(),
  planId: z.string().nullable(),
  /** In the order in which they run. */
  effective: z.array(PlacedPolicy),
  /** Set at some level, but decided otherwise by a more specific one. */
  dropped: z.array(
    PlacedPolicy.extend({ reason: z.enum(['overridden', 'off']), by: PolicyLevel, byTargetId: z.string() }),
  ),
});
export type EffectivePolicies = z.infer<typeof EffectivePolicies>;
