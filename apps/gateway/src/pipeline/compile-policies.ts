import { POLICY_LEVEL_NAMES, type PolicyLevel } from '@tollgate/domain/policies/policy-level';
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
import { effectivePolicies, type Level } from '@tollgate/policies/levels/effective-policies';
import { type ReadUse, readLevel } from '@tollgate/policies/levels/read-level';
import type { PolicyHandler, PolicyPhase, ResponseHandler } from '@tollgate/policies/policy';
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

/** The policies of an operation by phase, with what is decided of them before any request comes. */
export interface CompiledPolicies extends Readonly<Record<RequestSidePhase, readonly CompiledPolicy[]>> {
  readonly response: readonly CompiledResponsePolicy[];
  /** The first that has to do with a request is the one it goes through; most versions have none. */
  readonly cache: readonly CompiledCachePolicy[];
  /** The first that has to do with an answer decides how it leaves. */
  readonly encode: readonly CompiledEncodePolicy[];
  /** Most bytes of a JSON body that are read before phase `request` runs; 0 lets bodies stream. */
  readonly requestBodyBytes: number;
  /** Whether bodies of text are read as JSON is. */
  readonly readsText: boolean;
  /** Whether every answer is held, of whatever type. */
  readonly holdsAnswers: boolean;
  /** Most bytes of a JSON answer that are held until phase `response` ran; 0 lets answers stream. */
  readonly responseBodyBytes: number;
  /** Whether one of them needs the description of every operation. */
  readonly needsDescription: boolean;
  /** Whether one of them answers from the examples of every operation. */
  readonly needsAnswers: boolean;
  /** What they were made of. */
  readonly levels: readonly LevelPolicies[];
}

type RequestSidePhase = Exclude<PolicyPhase, 'cache' | 'response' | 'encode'>;

/** Who calls must always be known: this runs where no level names a way to authenticate. */
const BY_DEFAULT: LevelPolicies = { level: 'tenant', uses: [{ id: 'api-key', config: {} }] };

/** What handlers need, and what is read ahead of requests for them. */
export type CompilerDeps = PolicyDeps & {
  readonly jwks: { prefetch(url: string): void };
  readonly customModules: { require(module: string): void };
};

/** What one level sets, as records have it. */
export interface LevelPolicies {
  readonly level: PolicyLevel;
  readonly uses: readonly PolicyUse[];
}

/** Turns what the levels of an operation set into handlers; it throws on a policy or setting it does not know. */
export type PolicyCompiler = (levels: readonly LevelPolicies[]) => CompiledPolicies;

/** Makes the compiler. A list of policies is read once, so that whatever counts by its settings counts for its level. */
export function createPolicyCompiler(deps: CompilerDeps): PolicyCompiler {
  const handlers = makeAll<PolicyHandler<never>>(POLICY_HANDLERS, deps);
  const responseHandlers = makeAll<ResponseHandler<never>>(RESPONSE_HANDLERS, deps);
  const cacheHandlers = makeAll<CacheHandler<never>>(CACHE_HANDLERS, deps);
  const encodeHandlers = makeAll<EncodeHandler<never>>(ENCODE_HANDLERS, deps);
  const read = createLevelReader(deps);
  return (levels) => {
    const phases: Record<'access' | 'request', CompiledPolicy[]> = { access: [], request: [] };
    const methods: Method[] = [];
    const response: CompiledResponsePolicy[] = [];
    const cache: CompiledCachePolicy[] = [];
    const encode: CompiledEncodePolicy[] = [];
    let requestBodyBytes = 0;
    let responseBodyBytes = 0;
    let readsText = false;
    let holdsAnswers = false;
    let needsDescription = false;
    let needsAnswers = false;
    const add = ({ id, phase, schema, config }: ReadUse) => {
      readsText ||= schema.readsText?.(config) === true;
      needsDescription ||= schema.needsDescription === true;
      needsAnswers ||= schema.needsAnswers === true;
      const bodyBytes = schema.bodyBytes?.(config) ?? 0;
      if (phase === 'response') {
        response.push({ id, run: handlerOf(responseHandlers, id), config });
        responseBodyBytes = Math.max(responseBodyBytes, bodyBytes);
      } else if (phase === 'cache') {
        cache.push({ id, run: handlerOf(cacheHandlers, id), config });
      } else if (phase === 'encode') {
        encode.push({ id, run: handlerOf(encodeHandlers, id), config });
      } else if (phase !== null) {
        const policy = { id, run: handlerOf(handlers, id), config };
        if (phase === 'authenticate') methods.push({ policy, schema });
        else phases[phase].push(policy);
        requestBodyBytes = Math.max(requestBodyBytes, bodyBytes);
      }
      const answerBytes = phase === null ? 0 : (schema.answerBytes?.(config) ?? 0);
      if (answerBytes > 0) {
        response.push({ id, run: handlerOf(responseHandlers, id), config });
        responseBodyBytes = Math.max(responseBodyBytes, answerBytes);
        holdsAnswers = true;
      }
    };
    for (const { use } of effectivePolicies(levels.map(read)).effective) add(use);
    if (methods.length === 0) read(BY_DEFAULT).uses.forEach(add);
    const authenticate = keepCredentials(methods);
    return {
      ...phases,
      authenticate,
      response,
      cache,
      encode,
      requestBodyBytes,
      responseBodyBytes,
      readsText,
      holdsAnswers,
      needsDescription,
      needsAnswers,
      levels,
    };
  };
}

function createLevelReader({ jwks, customModules }: CompilerDeps): (level: LevelPolicies) => Level<ReadUse> {
  const known = new WeakMap<readonly PolicyUse[], readonly ReadUse[]>();
  return ({ level, uses }) => {
    const before = known.get(uses);
    if (before) return { level, uses: before };
    const { uses: read, faults } = readLevel(level, uses);
    const [fault] = faults;
    if (fault)
      throw new Error(`policies of the ${POLICY_LEVEL_NAMES[level]}: ${fault.location}: ${fault.message}`);
    for (const { schema, config, phase } of read) {
      if (phase === null) continue;
      for (const { url } of schema.addresses?.(config) ?? []) jwks.prefetch(url);
      for (const module of schema.modules?.(config) ?? []) customModules.require(module);
    }
    known.set(uses, read);
    return { level, uses: read };
  };
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
