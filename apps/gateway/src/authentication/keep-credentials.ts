import type { Decision, PolicyHandler, PolicyRequest, PolicySchema } from '@tollgate/policies/policy';

interface MethodPolicy {
  readonly id: string;
  readonly run: PolicyHandler<never>;
  readonly config: never;
}

/** A method of a route, and what its kind says of credentials. */
export interface Method {
  readonly policy: MethodPolicy;
  readonly schema: Pick<PolicySchema<never>, 'credentialHeaders' | 'forwardsCredential'>;
}

/** Where our own secrets may travel, whether or not the route asks for them. */
const SECRET_HEADERS = ['x-api-key', 'apikey', 'authorization'];
const OUR_SECRET = /^(?:bearer +)?tg_/i;

/**
 * Has each method of a route take from what is forwarded the credentials of the other methods too, unless they are
 * configured to pass, and secrets of ours in any case. A method that has nothing to add is left as it is.
 */
export function keepCredentials(methods: readonly Method[]): MethodPolicy[] {
  return methods.map((method) => {
    const own = method.schema.credentialHeaders ?? [];
    const others = methods
      .filter((other) => other !== method && other.schema.forwardsCredential?.(other.policy.config) !== true)
      .flatMap((other) => other.schema.credentialHeaders ?? [])
      .filter((name) => !own.includes(name));
    const secrets = SECRET_HEADERS.filter((name) => !own.includes(name) && !others.includes(name));
    // Keys are found wherever they are by the method that takes them, and most routes have no other.
    const isAlone = others.length === 0 && own.includes('x-api-key');
    return isAlone ? method.policy : withholding(method.policy, [...new Set(others)], secrets);
  });
}

function isOurs(value: string): boolean {
  return OUR_SECRET.test(value);
}

function withholding(
  policy: MethodPolicy,
  others: readonly string[],
  secrets: readonly string[],
): MethodPolicy {
  const withhold = (decision: Decision, request: PolicyRequest): Decision => {
    if (decision.kind !== 'continue' || !decision.principal) return decision;
    const sent: string[] = [];
    for (const name of others) if (request.headerValues(name).length > 0) sent.push(name);
    for (const name of secrets) if (request.headerValues(name).some(isOurs)) sent.push(name);
    if (sent.length === 0) return decision;
    const { principal } = decision;
    const credentialHeaders = [...new Set([...principal.credentialHeaders, ...sent])];
    return { ...decision, principal: { ...principal, credentialHeaders } };
  };
  return {
    ...policy,
    run: (request, config) => {
      const decision = policy.run(request, config);
      if (!(decision instanceof Promise)) return withhold(decision, request);
      return decision.then((settled) => withhold(settled, request));
    },
  };
}
