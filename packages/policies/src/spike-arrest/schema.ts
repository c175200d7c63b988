import { z } from 'zod';
import type { PolicySchema } from '../policy.ts';

export const SpikeArrestConfig = z.strictObject({
  requests: z
    .int()
    .min(1)
    .max(1_000_000)
    .describe('How many requests may come in the time below, evenly spread.'),
  per: z.enum(['second', 'minute']).default('second').describe('The time in which that many may come.'),
  burst: z
    .int()
    .min(1)
    .max(100_000)
    .default(10)
    .describe('How many may come at once after a pause; 1 lets none come closer than the rate allows.'),
  key: z
    .enum(['app', 'key', 'address', 'everyone'])
    .default('app')
    .describe('Whose requests are counted together: those of an app, a key, a network address, or all.'),
});
export type SpikeArrestConfig = z.infer<typeof SpikeArrestConfig>;

/** Smooths traffic, so that no caller sends faster than the upstream can bear. */
export const schema: PolicySchema<SpikeArrestConfig> = {
  id: 'spike-arrest',
  phase: 'request',
  // Before anything is known of the caller there is only an address.
  phaseOf: (config) => (config.key === 'app' || config.key === 'key' ? 'request' : 'access'),
  mayRepeat: true,
  title: 'Spike arrest',
  summary: 'Smooths traffic: refuses requests that come faster than a rate, by app, key or address.',
  onDependencyDown: 'has_no_dependency',
  config: SpikeArrestConfig,
};
