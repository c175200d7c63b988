import { type ApiKeyDeps, createApiKeyHandler } from './api-key/handler.ts';
import { createCorsHandler } from './cors/handler.ts';
import { createIpRestrictionHandler } from './ip-restriction/handler.ts';
import { createJwtHandler, type JwtDeps } from './jwt/handler.ts';
import type { PolicyHandler } from './policy.ts';

export type PolicyDeps = ApiKeyDeps & JwtDeps;

/** How each policy's handler is made, by id; the gateway's half of the registry. */
export const POLICY_HANDLERS: Readonly<Record<string, (deps: PolicyDeps) => PolicyHandler<never>>> = {
  'api-key': (deps) => createApiKeyHandler(deps) as PolicyHandler<never>,
  cors: () => createCorsHandler() as PolicyHandler<never>,
  'ip-restriction': () => createIpRestrictionHandler() as PolicyHandler<never>,
  jwt: (deps) => createJwtHandler(deps) as PolicyHandler<never>,
};
