import { z } from 'zod';
import { PathPattern } from '../path-patterns.ts';
import type { PolicySchema } from '../policy.ts';

export const CacheConfig = z.strictObject({
  share: z
    .enum(['subscription', 'everyone'])
    .default('subscription')
    .describe(
      'Who may get the same answer: only the subscription that asked first, or everyone, where the answer says so (public, s-maxage or must-revalidate).',
    ),
  paths: z
    .array(PathPattern)
    .max(100)
    .default([])
    .describe(
      'Paths below the base path whose answers are kept; /old/* takes all below /old/. When empty, all are.',
    ),
  defaultTtlSeconds: z
    .int()
    .min(0)
    .max(86_400)
    .default(0)
    .describe('How long answers are kept that say nothing of how long; 0 keeps none of them.'),
  heuristicMaxSeconds: z
    .int()
    .min(0)
    .max(604_800)
    .default(0)
    .describe(
      'Answers that say only when they were last changed are kept for a tenth of their age, at most this long; 0 keeps none of them.',
    ),
  staleIfErrorSeconds: z
    .int()
    .min(0)
    .max(604_800)
    .default(0)
    .describe(
      'How long after its time an answer may still be given when the upstream fails, unless it forbids that; a stale-if-error of its own goes before.',
    ),
  maxEntryBytes: z
    .int()
    .min(1)
    .max(8_388_608)
    .default(1_048_576)
    .describe('Most bytes of an answer that is kept; a larger one is passed on without.'),
});
export type CacheConfig = z.infer<typeof CacheConfig>;

/** Answers again what the upstream has answered, as RFC 9111 lets a shared cache. */
export const schema: PolicySchema<CacheConfig> = {
  id: 'cache',
  phase: 'cache',
  title: 'Cache',
  summary:
    'Keeps answers of the upstream and gives them again while they are fresh, as their Cache-Control says. Such answers are not billed.',
  onDependencyDown: 'has_no_dependency',
  config: CacheConfig,
};
