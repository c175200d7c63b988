import { z } from 'zod';
import type { PolicySchema } from '../policy.ts';

export const ConcurrencyConfig = z.strictObject({
  max: z.int().min(1).max(100_000).describe('How many requests may be under way at once.'),
  per: z
    .enum(['app', 'subscription', 'operation', 'version', 'tenant'])
    .default('app')
    .describe(
      'Whose requests are counted together: those of an app, a subscription, an operation, all of this version, or all of the tenant’s versions that count so.',
    ),
});
export type ConcurrencyConfig = z.infer<typeof ConcurrencyConfig>;

/** Bounds how many requests are under way at once. */
export const schema: PolicySchema<ConcurrencyConfig> = {
  id: 'concurrency',
  phase: 'request',
  title: 'Concurrency',
  summary: 'Refuses a request while too many of its app, subscription or operation are under way.',
  onDependencyDown: 'has_no_dependency',
  config: ConcurrencyConfig,
};
