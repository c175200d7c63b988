import { z } from 'zod';

/** What a policy can be set for, the widest first: of two levels that set the same policy the later one wins. */
export const POLICY_LEVELS = ['tenant', 'product', 'api_version', 'operation', 'plan'] as const;
export const PolicyLevel = z.enum(POLICY_LEVELS);
export type PolicyLevel = z.infer<typeof PolicyLevel>;

/** How people call each level. */
export const POLICY_LEVEL_NAMES: Readonly<Record<PolicyLevel, string>> = {
  tenant: 'tenant',
  product: 'product',
  api_version: 'API',
  operation: 'operation',
  plan: 'plan',
};
