import { type ApiKeyDeps, createApiKeyHandler } from './api-key/handler.ts';
import { type BasicDeps, createBasicHandler } from './basic/handler.ts';
import { createBotRulesHandler } from './bot-rules/handler.ts';
import { type CacheHandler, createCacheHandler } from './cache/handler.ts';
import { createCompressHandler, type EncodeHandler } from './compress/handler.ts';
import { type ConcurrencyDeps, createConcurrencyHandler } from './concurrency/handler.ts';
import { createCorsHandler } from './cors/handler.ts';
import { type CustomDeps, createCustomHandler, createCustomResponseHandler } from './custom/handler.ts';
import { createHmacHandler, type HmacDeps } from './hmac/handler.ts';
import { createIpRestrictionHandler } from './ip-restriction/handler.ts';
import { createJwtHandler, type JwtDeps } from './jwt/handler.ts';
import { createMockHandler } from './mock/handler.ts';
import { createMtlsHandler, type MtlsDeps } from './mtls/handler.ts';
import { createOauthHandler, type OauthDeps } from './oauth/handler.ts';
import type { PolicyHandler, ResponseHandler } from './policy.ts';
import { createRedirectHandler } from './redirect/handler.ts';
import { createRequestSizeHandler } from './request-size/handler.ts';
import { createRequestTransformHandler } from './request-transform/handler.ts';
import { createRequestValidationHandler } from './request-validation/handler.ts';
import { createRespondHandler } from './respond/handler.ts';
import { createResponseTransformHandler } from './response-transform/handler.ts';
import { createSpikeArrestHandler, type SpikeArrestDeps } from './spike-arrest/handler.ts';
import { createThreatLimitsHandler } from './threat-limits/handler.ts';

export type PolicyDeps = ApiKeyDeps &
  BasicDeps &
  HmacDeps &
  JwtDeps &
  MtlsDeps &
  OauthDeps &
  SpikeArrestDeps &
  ConcurrencyDeps &
  CustomDeps;

/** How each policy's handler is made, by id; the gateway's half of the registry. */
export const POLICY_HANDLERS: Readonly<Record<string, (deps: PolicyDeps) => PolicyHandler<never>>> = {
  'api-key': (deps) => createApiKeyHandler(deps) as PolicyHandler<never>,
  cors: () => createCorsHandler() as PolicyHandler<never>,
  'ip-restriction': () => createIpRestrictionHandler() as PolicyHandler<never>,
  jwt: (deps) => createJwtHandler(deps) as PolicyHandler<never>,
  basic: (deps) => createBasicHandler(deps) as PolicyHandler<never>,
  hmac: (deps) => createHmacHandler(deps) as PolicyHandler<never>,
  mtls: (deps) => createMtlsHandler(deps) as PolicyHandler<never>,
  oauth: (deps) => createOauthHandler(deps) as PolicyHandler<never>,
  'request-size': () => createRequestSizeHandler() as PolicyHandler<never>,
  redirect: () => createRedirectHandler() as PolicyHandler<never>,
  respond: () => createRespondHandler() as PolicyHandler<never>,
  'bot-rules': () => createBotRulesHandler() as PolicyHandler<never>,
  'spike-arrest': (deps) => createSpikeArrestHandler(deps) as PolicyHandler<never>,
  'threat-limits': () => createThreatLimitsHandler() as PolicyHandler<never>,
  'request-transform': () => createRequestTransformHandler() as PolicyHandler<never>,
  'request-validation': () => createRequestValidationHandler() as PolicyHandler<never>,
  concurrency: (deps) => createConcurrencyHandler(deps) as PolicyHandler<never>,
  custom: (deps) => createCustomHandler(deps) as PolicyHandler<never>,
  mock: () => createMockHandler() as PolicyHandler<never>,
};

/** How each policy of phase `response` is made, by id. */
export const RESPONSE_HANDLERS: Readonly<Record<string, (deps: PolicyDeps) => ResponseHandler<never>>> = {
  'response-transform': () => createResponseTransformHandler() as ResponseHandler<never>,
  custom: (deps) => createCustomResponseHandler(deps) as ResponseHandler<never>,
};

/** How each policy of phase `cache` is made, by id. */
export const CACHE_HANDLERS: Readonly<Record<string, (deps: PolicyDeps) => CacheHandler<never>>> = {
  cache: () => createCacheHandler() as CacheHandler<never>,
};

/** How each policy of phase `encode` is made, by id. */
export const ENCODE_HANDLERS: Readonly<Record<string, (deps: PolicyDeps) => EncodeHandler<never>>> = {
  compress: () => createCompressHandler() as EncodeHandler<never>,
};
