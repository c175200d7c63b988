import type { PolicyUse } from '@tollgate/domain/snapshot';
import { POLICY_HANDLERS, type PolicyDeps } from '@tollgate/policies/handlers';
import type { PolicyHandler, PolicyPhase } from '@tollgate/policies/policy';
import { POLICY_SCHEMAS } from '@tollgate/policies/registry';

export interface CompiledPolicy {
  readonly id: string;
  readonly run: PolicyHandler<never>;
  readonly config: never;
}

export type CompiledPolicies = Readonly<Record<PolicyPhase, readonly CompiledPolicy[]>>;

/** Who calls must always be known: this runs where a version names no authentication of its own. */
const DEFAULT_AUTHENTICATION: PolicyUse = { id: 'api-key', config: {} };

/** What handlers need, and what is read ahead of requests for them. */
export type CompilerDeps = PolicyDeps & { readonly jwks: { prefetch(url: string): void } };

/** Makes what turns a version's list of policies into handlers; it throws on a policy or setting it does not know. */
export function createPolicyCompiler(deps: CompilerDeps): (uses: readonly PolicyUse[]) => CompiledPolicies {
  const handlers = new Map(Object.entries(POLICY_HANDLERS).map(([id, make]) => [id, make(deps)]));
  return (uses) => {
    const phases: Record<PolicyPhase, CompiledPolicy[]> = { access: [], authenticate: [], request: [] };
    const add = (use: PolicyUse) => {
      const schema = POLICY_SCHEMAS[use.id];
      const run = handlers.get(use.id);
      if (!schema || !run) throw new Error(`policy ${use.id} is not known here`);
      const config = schema.config.safeParse(use.config);
      if (!config.success) {
        throw new Error(`policy ${use.id} is not configured well: ${config.error.issues[0]?.message}`);
      }
      for (const { url } of schema.addresses?.(config.data) ?? []) deps.jwks.prefetch(url);
      phases[schema.phase].push({ id: use.id, run, config: config.data });
    };
    uses.forEach(add);
    if (phases.authenticate.length === 0) add(DEFAULT_AUTHENTICATION);
    return phases;
  };
}
