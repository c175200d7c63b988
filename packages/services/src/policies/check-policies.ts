import { DomainError, type FieldError } from '@tollgate/domain/errors';
import type { PolicyLevel } from '@tollgate/domain/policies/policy-level';
import type { PolicyUse } from '@tollgate/domain/snapshot';
import { findRepeated, readLevel } from '@tollgate/policies/levels/read-level';
import { POLICY_SCHEMAS } from '@tollgate/policies/registry';
import type { Ctx } from '../context/ctx.ts';
import { checkUpstreamUrl } from '../upstreams/check-upstream-url.ts';

/**
 * Holds a level's list to what it may be: known policies with settings that their schemas allow, that can stand at this
 * level, each once. Addresses that a policy would have the gateway call must be public. Returns the list as it is kept;
 * throws `validation_failed` or `upstream_address_forbidden` with the field, below `prefix`.
 */
export async function checkPolicies(
  ctx: Ctx,
  level: PolicyLevel,
  policies: readonly PolicyUse[],
  prefix = 'policies',
): Promise<PolicyUse[]> {
  const { uses, faults } = readLevel(level, policies);
  const found = faults.length > 0 ? faults : findRepeated(uses);
  if (found.length > 0) {
    throw new DomainError('validation_failed', {
      errors: found.map(
        ({ location, message }): FieldError => ({ location: `${prefix}.${location}`, message }),
      ),
    });
  }
  for (const [index, { id, config, phase }] of uses.entries()) {
    if (phase === null) continue;
    for (const { field, url } of POLICY_SCHEMAS[id]?.addresses?.(config) ?? []) {
      const [address = ''] = url.split('?');
      await checkUpstreamUrl(ctx, address, `${prefix}.${index}.config.${field}`);
    }
  }
  return uses.map(({ id, phase, config }) =>
    phase === null ? { id, config: {}, isOff: true } : { id, config },
  );
}
