import { z } from 'zod';
import type { PolicySchema } from '../policy.ts';

export const ApiKeyConfig = z.strictObject({});
export type ApiKeyConfig = z.infer<typeof ApiKeyConfig>;

/** Tells who calls by an API key in a header. Runs on every route that names no other authentication. */
export const schema: PolicySchema<ApiKeyConfig> = {
  id: 'api-key',
  phase: 'authenticate',
  title: 'API key',
  summary: 'Admits callers with a live API key in Authorization: Bearer, X-API-Key or apikey.',
  onDependencyDown: 'has_no_dependency',
  config: ApiKeyConfig,
  credentialHeaders: ['x-api-key', 'apikey'],
};
