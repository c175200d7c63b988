import { CONTINUE, type Continue, type Decision, type PolicyRequest } from '@tollgate/policies/policy';
import type { Logger } from 'pino';
import type { CompiledPolicy } from './compile-policies.ts';

/** Who takes what policies that continue have to say. */
export interface PolicyObserver {
  onContinue(decision: Continue): void;
}

/** What the engine counts of each policy. */
export interface PolicyCount {
  runs: number;
  rejections: number;
  faults: number;
  totalUs: number;
}

const FAULT: Decision = {
  kind: 'reject',
  problem: 'internal_error',
  detail: 'A policy of this API broke. Its provider can find the request by its id.',
};

/** Runs, times, counts and logs all policies alike. A policy that throws never admits. */
export class PolicyEngine {
  readonly counts = new Map<string, PolicyCount>();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Runs policies in order until one does not continue; at once when none of them waits. */
  run(
    policies: readonly CompiledPolicy[],
    request: PolicyRequest,
    observer: PolicyObserver,
    from = 0,
  ): Decision | Promise<Decision> {
    for (let i = from; i < policies.length; i++) {
      const policy = policies[i] as CompiledPolicy;
      const decision = this.#runOne(policy, request);
      if (decision instanceof Promise) {
        return decision.then((settled) => {
          if (settled.kind !== 'continue') return settled;
          observer.onContinue(settled);
          return this.run(policies, request, observer, i + 1);
        });
      }
      if (decision.kind !== 'continue') return decision;
      observer.onContinue(decision);
    }
    return CONTINUE;
  }

  #runOne(policy: CompiledPolicy, request: PolicyRequest): Decision | Promise<Decision> {
    const startedAt = performance.now();
    let decision: Decision | Promise<Decision>;
    try {
      decision = policy.run(request, policy.config);
    } catch (error) {
      return this.#count(policy, startedAt, this.#fault(policy, error));
    }
    if (!(decision instanceof Promise)) return this.#count(policy, startedAt, decision);
    return decision
      .catch((error: unknown) => this.#fault(policy, error))
      .then((settled) => this.#count(policy, startedAt, settled));
  }

  #count(policy: CompiledPolicy, startedAt: number, decision: Decision): Decision {
    let count = this.counts.get(policy.id);
    if (!count) {
      count = { runs: 0, rejections: 0, faults: 0, totalUs: 0 };
      this.counts.set(policy.id, count);
    }
    count.runs++;
    count.totalUs += (performance.now() - startedAt) * 1000;
    if (decision === FAULT) count.faults++;
    else if (decision.kind === 'reject') count.rejections++;
    return decision;
  }

  #fault(policy: CompiledPolicy, error: unknown): Decision {
    this.#logger.error({ policy: policy.id, error: String(error) }, 'a policy threw');
    return FAULT;
  }
}
