import { z } from 'zod';
import type { PolicySchema } from '../policy.ts';

export const BasicConfig = z.strictObject({});
export type BasicConfig = z.infer<typeof BasicConfig>;

/** Admits callers with the id and secret of a client in every call. */
export const schema: PolicySchema<BasicConfig> = {
  id: 'basic',
  phase: 'authenticate',
  title: 'Basic',
  summary:
    'Admits callers with the id and secret of a client as Authorization: Basic, for tools that know nothing else.',
  onDependencyDown: 'has_no_dependency',
  config: BasicConfig,
  credentialHeaders: ['authorization'],
};
