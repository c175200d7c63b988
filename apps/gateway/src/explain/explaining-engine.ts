import {
  CONTINUE,
  type Continue,
  type Decision,
  type PolicyRequest,
  type Reject,
} from '@tollgate/policies/policy';
import type { Logger } from 'pino';
import type { CompiledPolicy, CompiledResponsePolicy } from '../pipeline/compile-policies.ts';
import {
  type AnswerParts,
  type PolicyCount,
  PolicyEngine,
  type PolicyObserver,
} from '../pipeline/policy-engine.ts';
import type { ExplanationRecorder, StepNote } from './explanation-recorder.ts';

/** The engine of one request that is explained: runs policies one by one, and counts where the engine counts. */
export class ExplainingEngine extends PolicyEngine {
  override readonly counts: Map<string, PolicyCount>;
  readonly #recorder: ExplanationRecorder;

  constructor(logger: Logger, counts: Map<string, PolicyCount>, recorder: ExplanationRecorder) {
    super(logger);
    this.counts = counts;
    this.#recorder = recorder;
  }

  override run(
    policies: readonly CompiledPolicy[],
    request: PolicyRequest,
    observer: PolicyObserver,
    from = 0,
  ): Decision | Promise<Decision> {
    const policy = policies[from];
    if (!policy) return CONTINUE;
    const startedAt = performance.now();
    const onDecision = (decision: Decision): Decision | Promise<Decision> => {
      if (decision.kind === 'continue' && decision.principal) this.#recorder.appId = decision.principal.appId;
      this.#recorder.note(this.#phaseOf(policy), policy.id, startedAt, noteOf(decision));
      return decision.kind === 'continue' ? this.run(policies, request, observer, from + 1) : decision;
    };
    const decision = this.#runAlone(policy, request, observer);
    return decision instanceof Promise ? decision.then(onDecision) : onDecision(decision);
  }

  override runResponse(
    policies: readonly CompiledResponsePolicy[],
    answer: AnswerParts,
    request: PolicyRequest,
    from = 0,
  ): AnswerParts | Reject | Promise<AnswerParts | Reject> {
    const policy = policies[from];
    if (!policy) return answer;
    const startedAt = performance.now();
    const onOutcome = (outcome: AnswerParts | Reject) => {
      const isRefused = 'kind' in outcome;
      this.#recorder.note('response', policy.id, startedAt, noteOf(isRefused ? outcome : CONTINUE));
      return isRefused ? outcome : this.runResponse(policies, outcome, request, from + 1);
    };
    const outcome = super.runResponse([policy], answer, request);
    return outcome instanceof Promise ? outcome.then(onOutcome) : onOutcome(outcome);
  }

  // The engine goes on after a promise with the rest of its list, of which there is none; what it was told is passed on.
  #runAlone(
    policy: CompiledPolicy,
    request: PolicyRequest,
    observer: PolicyObserver,
  ): Decision | Promise<Decision> {
    let told: Continue = CONTINUE;
    const listener: PolicyObserver = {
      onContinue: (decision) => {
        told = decision;
        observer.onContinue(decision);
      },
    };
    const decision = super.run([policy], request, listener);
    const settle = (settled: Decision) => (settled.kind === 'continue' ? told : settled);
    return decision instanceof Promise ? decision.then(settle) : settle(decision);
  }

  #phaseOf(policy: CompiledPolicy): 'access' | 'authenticate' | 'request' {
    const policies = this.#recorder.location.version?.policies;
    if (policies?.access.includes(policy)) return 'access';
    return policies?.authenticate.includes(policy) ? 'authenticate' : 'request';
  }
}

function noteOf(decision: Decision): StepNote {
  switch (decision.kind) {
    case 'continue':
      return continued(decision);
    case 'reject':
      return { outcome: 'refused', detail: `${decision.problem}: ${decision.detail}` };
    default:
      return { outcome: 'answered', detail: `It answered with ${decision.status} itself.` };
  }
}

// Never what a credential, a header or a body says: only whose it is and what was changed.
function continued({ principal, finding, forward, responseHeaders, maxBodyBytes }: Continue): StepNote {
  if (finding !== undefined) return { outcome: 'reported', detail: finding };
  const parts: string[] = [];
  if (principal) {
    parts.push(
      `App ${principal.appId}`,
      `credential ${principal.keyId || 'of another issuer'}`,
      principal.environment,
    );
  }
  if (forward) parts.push('changed what is forwarded');
  if (responseHeaders?.length) parts.push('adds headers to the answer');
  if (maxBodyBytes !== undefined) parts.push(`bodies up to ${maxBodyBytes} bytes`);
  return { outcome: 'passed', detail: parts.join(', ') };
}
