import type { Decision, PolicyRequest, Reject } from '@tollgate/policies/policy';
import type { CompiledPolicy } from '../pipeline/compile-policies.ts';
import type { PolicyEngine, PolicyObserver } from '../pipeline/policy-engine.ts';

/**
 * Asks the methods of a route in their order: the first whose credential was sent decides, for good or bad. When
 * none was sent, the answer names all of them.
 */
export function authenticate(
  engine: PolicyEngine,
  methods: readonly CompiledPolicy[],
  request: PolicyRequest,
  observer: PolicyObserver,
): Decision | Promise<Decision> {
  if (methods.length === 1) return engine.run(methods, request, observer);
  return askFrom(0, []);

  function askFrom(at: number, passed: Reject[]): Decision | Promise<Decision> {
    const method = methods[at];
    if (!method) return refusal(passed);
    const decision = engine.run([method], request, observer);
    return decision instanceof Promise
      ? decision.then((settled) => goOn(settled, at, passed))
      : goOn(decision, at, passed);
  }

  function goOn(decision: Decision, at: number, passed: Reject[]): Decision | Promise<Decision> {
    if (decision.kind !== 'reject' || decision.credential === undefined) return decision;
    return askFrom(at + 1, [...passed, decision]);
  }
}

function refusal(passed: readonly Reject[]): Reject {
  const headers = challengesOf(passed);
  // What was sent and fits no method is told by the method that knows most of it: the last that looked inside.
  const foreign = passed.findLast((reject) => reject.credential === 'foreign');
  if (foreign) return { kind: 'reject', problem: foreign.problem, detail: foreign.detail, headers };
  return {
    kind: 'reject',
    problem: 'credentials_missing',
    detail: `Send one of these: ${passed.map(({ detail }) => detail.replace(/\.$/, '')).join('; or: ')}.`,
    headers,
  };
}

// `WWW-Authenticate` of all methods, each challenge once.
function challengesOf(passed: readonly Reject[]): string[] {
  const challenges = new Set(passed.flatMap(({ headers = [] }) => headers.filter((_, at) => at % 2 === 1)));
  return [...challenges].flatMap((challenge) => ['www-authenticate', challenge]);
}
