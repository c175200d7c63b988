import type { PolicyUse } from '@tollgate/domain/snapshot';
import type { CacheHandler } from '@tollgate/policies/cache/handler';
import type { EncodeHandler } from '@tollgate/policies/compress/handler';
import {
  CACHE_HANDLERS,
  ENCODE_HANDLERS,
  POLICY_HANDLERS,
  type PolicyDeps,
  RESPONSE_HANDLERS,
} from '@tollgate/policies/handlers';
import type { PolicyHandler, PolicyPhase, PolicySchema, ResponseHandler } from '@tollgate/policies/policy';
import { POLICY_SCHEMAS } from '@tollgate/policies/registry';
import { keepCredentials, type Method } from '../authentication/keep-credentials.ts';

export interface CompiledPolicy {
  readonly id: string;
  readonly run: PolicyHandler<never>;
  readonly config: never;
}

export interface CompiledResponsePolicy {
  readonly id: string;
  readonly run: ResponseHandler<never>;
  readonly config: never;
}

export interface CompiledCachePolicy {
  readonly id: string;
  readonly run: CacheHandler<never>;
  readonly config: never;
}

export interface CompiledEncodePolicy {
  readonly id: string;
  readonly run: EncodeHandler<never>;
  readonly config: never;
}

/** A version's policies by phase, with what is decided of them before any request comes. */
export interface CompiledPolicies extends Readonly<Record<RequestSidePhase, readonly CompiledPolicy[]>> {
  readonly response: readonly CompiledResponsePolicy[];
  /** The first that has to do with a request is the one it goes through; most versions have none. */
  readonly cache: readonly CompiledCachePolicy[];
  /** The first that has to do with an answer decides how it leaves. */
  readonly encode: readonly CompiledEncodePolicy[];
  /** Most bytes of a JSON body that are read before phase `request` runs; 0 lets bodies stream. */
  readonly requestBodyBytes: number;
  /** Most bytes of a JSON answer that are held until phase `response` ran; 0 lets answers stream. */
  readonly responseBodyBytes: number;
  /** Whether one of them needs the description of every operation. */
  readonly needsDescription: boolean;
  /** Whether one of them answers from the examples of every operation. */
  readonly needsAnswers: boolean;
}

type RequestSidePhase = Exclude<PolicyPhase, 'cache' | 'response' | 'encode'>;

/** Who calls must always be known: this runs where a version names no authentication of its own. */
const DEFAULT_AUTHENTICATION: PolicyUse = { id: 'api-key', config: {} };

/** What handlers need, and what is read ahead of requests for them. */
export type CompilerDeps = PolicyDeps & { readonly jwks: { prefetch(url: string): void } };

/** Makes what turns a version's list of policies into handlers; it throws on a policy or setting it does not know. */
export function createPolicyCompiler(deps: CompilerDeps): (uses: readonly PolicyUse[]) => CompiledPolicies {
  const handlers = makeAll<PolicyHandler<never>>(POLICY_HANDLERS, deps);
  const responseHandlers = makeAll<ResponseHandler<never>>(RESPONSE_HANDLERS, deps);
  const cacheHandlers = makeAll<CacheHandler<never>>(CACHE_HANDLERS, deps);
  const encodeHandlers = makeAll<EncodeHandler<never>>(ENCODE_HANDLERS, deps);
  return (uses) => {
    const phases: Record<RequestSidePhase, CompiledPolicy[]> = { access: [], authenticate: [], request: [] };
    const methods: Method[] = [];
    const response: CompiledResponsePolicy[] = [];
    const cache: CompiledCachePolicy[] = [];
    const encode: CompiledEncodePolicy[] = [];
    let requestBodyBytes = 0;
    let responseBodyBytes = 0;
    let needsDescription = false;
    let needsAnswers = false;
    const add = (use: PolicyUse) => {
      const { schema, config } = readUse(use);
      for (const { url } of schema.addresses?.(config) ?? []) deps.jwks.prefetch(url);
      needsDescription ||= schema.needsDescription === true;
      needsAnswers ||= schema.needsAnswers === true;
      const phase = schema.phaseOf?.(config) ?? schema.phase;
      const bodyBytes = schema.bodyBytes?.(config) ?? 0;
      if (phase === 'response') {
        response.push({ id: use.id, run: handlerOf(responseHandlers, use.id), config });
        responseBodyBytes = Math.max(responseBodyBytes, bodyBytes);
      } else if (phase === 'cache') {
        cache.push({ id: use.id, run: handlerOf(cacheHandlers, use.id), config });
      } else if (phase === 'encode') {
        encode.push({ id: use.id, run: handlerOf(encodeHandlers, use.id), config });
      } else {
        const policy = { id: use.id, run: handlerOf(handlers, use.id), config };
        if (phase === 'authenticate') methods.push({ policy, schema });
        else phases[phase].push(policy);
        requestBodyBytes = Math.max(requestBodyBytes, bodyBytes);
      }
    };
    uses.forEach(add);
    if (methods.length === 0) add(DEFAULT_AUTHENTICATION);
    phases.authenticate = keepCredentials(methods);
    return {
      ...phases,
      response,
      cache,
      encode,
      requestBodyBytes,
      responseBodyBytes,
      needsDescription,
      needsAnswers,
    };
  };
}

function readUse(use: PolicyUse): { schema: PolicySchema<never>; config: never } {
  const schema = Object.hasOwn(POLICY_SCHEMAS, use.id) ? POLICY_SCHEMAS[use.id] : undefined;
  if (!schema) throw new Error(`policy ${use.id} is not known here`);
  const config = schema.config.safeParse(use.config);
  if (config.success) return { schema, config: config.data };
  throw new Error(`policy ${use.id} is not configured well: ${config.error.issues[0]?.message}`);
}

function makeAll<Handler>(
  makers: Readonly<Record<string, (deps: PolicyDeps) => Handler>>,
  deps: PolicyDeps,
): ReadonlyMap<string, Handler> {
  return new Map(Object.entries(makers).map(([id, make]) => [id, make(deps)]));
}

function handlerOf<Handler>(handlers: ReadonlyMap<string, Handler>, id: string): Handler {
  const run = handlers.get(id);
  if (!run) throw new Error(`policy ${id} is not known here`);
  return run;
}
