import type { PolicyUse } from '@tollgate/domain/snapshot';
import { POLICY_SCHEMAS } from '@tollgate/policies/registry';

/** The method of versions that name none. */
const API_KEY: PolicyUse = { id: 'api-key', config: {} };

/** Whether a policy tells who calls. */
export function isMethod(policyId: string): boolean {
  return POLICY_SCHEMAS[policyId]?.phase === 'authenticate';
}

/** The policies of a version with the methods that hold spelt out. */
export function withMethods(policies: readonly PolicyUse[]): PolicyUse[] {
  return policies.some(({ id }) => isMethod(id)) ? [...policies] : [API_KEY, ...policies];
}

/** The list with one method before all others. */
export function withFirst(policies: readonly PolicyUse[], policyId: string): PolicyUse[] {
  const first = policies.filter(({ id }) => id === policyId);
  return [...first, ...policies.filter(({ id }) => id !== policyId)];
}
