import { z } from 'zod';
import { ID_PREFIXES, type IdKind } from '../ids.ts';
import { POLICY_LEVELS, type PolicyLevel } from './policy-level.ts';

const KINDS: Readonly<Record<PolicyLevel, IdKind>> = {
  tenant: 'tenant',
  product: 'product',
  api_version: 'apiVersion',
  operation: 'operation',
  plan: 'plan',
};
const PREFIXES = POLICY_LEVELS.map((level) => ID_PREFIXES[KINDS[level]]);

/** The id of a tenant, product, API version, operation or plan. */
export const PolicyTargetId = z
  .string()
  .regex(
    new RegExp(`^(?:${PREFIXES.join('|')})_[1-9A-HJ-NP-Za-km-z]{22}$`),
    `must be the id of a tenant, product, API version, operation or plan: it starts with ${PREFIXES.join('_, ')}_`,
  );

/** The level that the thing with an id is; the id's prefix tells. */
export function policyLevelOf(targetId: string): PolicyLevel {
  const level = POLICY_LEVELS.find((candidate) => targetId.startsWith(`${ID_PREFIXES[KINDS[candidate]]}_`));
  if (!level) throw new Error('policies cannot be set for what has this id');
  return level;
}
