import {
  CONTINUE,
  type Continue,
  type Decision,
  type HeaderPairs,
  type PolicyRequest,
  type Reject,
  type ResponseChange,
} from '@tollgate/policies/policy';
import type { Logger } from 'pino';
import type { CompiledPolicy, CompiledResponsePolicy } from './compile-policies.ts';

/** Who takes what policies that continue have to say. */
export interface PolicyObserver {
  onContinue(decision: Continue): void;
}

/** What the engine counts of each policy. */
export interface PolicyCount {
  runs: number;
  rejections: number;
  faults: number;
  /** Requests that a policy would have refused, were it not told to report only. */
  findings: number;
  totalUs: number;
}

/** What the caller is sent of an upstream's answer, without our headers. */
export interface AnswerParts {
  readonly status: number;
  readonly headers: HeaderPairs;
  readonly body: Uint8Array | null;
}

/** Findings that are reported are logged at most this often for each policy. */
const FINDING_LOG_INTERVAL_MS = 1000;

const FAULT: Reject = {
  kind: 'reject',
  problem: 'internal_error',
  detail: 'A policy of this API broke. Its provider can find the request by its id.',
};

/** Runs, times, counts and logs all policies alike. A policy that throws never admits. */
export class PolicyEngine {
  readonly counts = new Map<string, PolicyCount>();
  readonly #logger: Logger;
  readonly #findingLoggedAtMs = new Map<string, number>();

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
    if (!(decision instanceof Promise)) return this.#settle(policy, startedAt, decision, request);
    return decision
      .catch((error: unknown) => this.#fault(policy, error))
      .then((settled) => this.#settle(policy, startedAt, settled, request));
  }

  /** Runs response policies in order, each on what the ones before it made of the answer. */
  runResponse(
    policies: readonly CompiledResponsePolicy[],
    answer: AnswerParts,
    request: PolicyRequest,
    from = 0,
  ): AnswerParts | Reject | Promise<AnswerParts | Reject> {
    let parts = answer;
    for (let i = from; i < policies.length; i++) {
      const policy = policies[i] as CompiledResponsePolicy;
      const startedAt = performance.now();
      let decision: ResponseChange | Reject | Promise<ResponseChange | Reject>;
      try {
        decision = policy.run(parts, policy.config, request);
      } catch (error) {
        decision = this.#fault(policy, error);
      }
      if (decision instanceof Promise) {
        const before = parts;
        return decision
          .catch((error: unknown) => this.#fault(policy, error))
          .then((settled) => {
            const after = this.#change(policy, startedAt, before, settled, request);
            return 'kind' in after ? after : this.runResponse(policies, after, request, i + 1);
          });
      }
      const after = this.#change(policy, startedAt, parts, decision, request);
      if ('kind' in after) return after;
      parts = after;
    }
    return parts;
  }

  #change(
    policy: CompiledResponsePolicy,
    startedAt: number,
    parts: AnswerParts,
    decision: ResponseChange | Reject,
    request: PolicyRequest,
  ): AnswerParts | Reject {
    this.#count(policy, startedAt, decision);
    if (decision.finding !== undefined) this.#report(policy, decision, request);
    if (decision.kind === 'reject') return decision;
    const { status = parts.status, headers = parts.headers, body = parts.body } = decision;
    return { status, headers, body };
  }

  #settle(policy: CompiledPolicy, startedAt: number, decision: Decision, request: PolicyRequest): Decision {
    this.#count(policy, startedAt, decision);
    if (decision.kind !== 'answer' && decision.finding !== undefined) {
      this.#report(policy, decision, request);
    }
    return decision;
  }

  #report(
    policy: { readonly id: string },
    { kind, finding }: { readonly kind: string; readonly finding?: string },
    request: PolicyRequest,
  ): void {
    const count = this.counts.get(policy.id);
    if (count && kind === 'continue') count.findings++;
    const loggedAtMs = this.#findingLoggedAtMs.get(policy.id) ?? Number.NEGATIVE_INFINITY;
    if (request.nowMs - loggedAtMs < FINDING_LOG_INTERVAL_MS) return;
    this.#findingLoggedAtMs.set(policy.id, request.nowMs);
    const { tenantId, requestId } = request;
    const what = kind === 'continue' ? 'a policy would refuse this' : 'a policy refused this';
    this.#logger.info({ policy: policy.id, finding, tenantId, requestId }, what);
  }

  #count<Outcome extends { readonly kind: string }>(
    policy: { readonly id: string },
    startedAt: number,
    decision: Outcome,
  ): Outcome {
    let count = this.counts.get(policy.id);
    if (!count) {
      count = { runs: 0, rejections: 0, faults: 0, findings: 0, totalUs: 0 };
      this.counts.set(policy.id, count);
    }
    count.runs++;
    count.totalUs += (performance.now() - startedAt) * 1000;
    if ((decision as object) === FAULT) count.faults++;
    else if (decision.kind === 'reject') count.rejections++;
    return decision;
  }

  #fault(policy: { readonly id: string }, error: unknown): Reject {
    this.#logger.error({ policy: policy.id, error: String(error) }, 'a policy threw');
    return FAULT;
  }
}
