import { z } from 'zod';
import type { PolicySchema } from '../policy.ts';

export const OauthConfig = z.strictObject({});
export type OauthConfig = z.infer<typeof OauthConfig>;

/** Admits callers with a token that Tollgate issued to a client of an app. */
export const schema: PolicySchema<OauthConfig> = {
  id: 'oauth',
  phase: 'authenticate',
  title: 'OAuth 2.0 token',
  summary: 'Admits callers with a short-lived token that their app fetched here by client credentials.',
  onDependencyDown: 'has_no_dependency',
  config: OauthConfig,
  credentialHeaders: ['authorization'],
};
