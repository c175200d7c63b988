import {
  type ExplainedStep,
  type Explanation,
  MAX_EXPLAINED_STEPS,
} from '@tollgate/domain/explain/explanation';
import type { UsageFacts } from '../metering/usage-line.ts';
import type { Location } from '../pipeline/locate.ts';

/** Whose request is explained, and where. */
export interface ExplanationFacts {
  readonly gateway: string;
  readonly region: string;
  readonly tenantId: string;
  readonly askedBy: string;
  readonly location: Location;
}

type Step = ExplainedStep['step'];
type Outcome = ExplainedStep['outcome'];

/** What a step had to say besides its name. */
export interface StepNote {
  readonly outcome: Outcome;
  readonly detail: string;
  readonly counters?: ExplainedStep['counters'];
}

const ORDER: readonly Step[] = [
  'route',
  'access',
  'authenticate',
  'subscription',
  'limits',
  'request',
  'upstream',
];
const LONGEST_TEXT = 500;

/** Writes down the steps of one request as they are taken. */
export class ExplanationRecorder {
  /** Whose request it is, once that is known. */
  appId = '';
  readonly #facts: ExplanationFacts;
  readonly #startedAt = performance.now();
  readonly #steps: ExplainedStep[] = [];

  constructor(facts: ExplanationFacts) {
    this.#facts = facts;
  }

  get gateway(): string {
    return this.#facts.gateway;
  }

  get region(): string {
    return this.#facts.region;
  }

  get location(): Location {
    return this.#facts.location;
  }

  /** Notes a step that began at an instant of `performance.now` and ends now. */
  note(step: Step, name: string, startedAt: number, { outcome, detail, counters }: StepNote): void {
    if (this.#steps.length >= MAX_EXPLAINED_STEPS - 2) return;
    const atUs = microseconds(startedAt - this.#startedAt);
    this.#steps.push({
      step,
      name: cut(name),
      outcome,
      atUs,
      tookUs: microseconds(performance.now() - startedAt),
      detail: cut(detail),
      ...(counters && { counters }),
    });
  }

  /** The whole, from what the usage event says. */
  finish(facts: UsageFacts, detail: string): Explanation {
    const { location, ...rest } = this.#facts;
    this.#judgeAttempts(facts);
    this.#nameRefusal(facts.problem);
    const now = performance.now();
    this.note('account', '', now, { outcome: 'passed', detail });
    return {
      ...rest,
      requestId: facts.requestId,
      apiVersionId: location.version?.record.id ?? '',
      operationId: location.operation?.id ?? '',
      appId: this.appId,
      method: facts.method.slice(0, 100),
      path: cut(location.path),
      status: facts.status,
      problem: facts.problem,
      traceId: facts.traceId,
      startedAt: new Date(facts.startedAtUs / 1000).toISOString(),
      durationUs: Math.max(0, facts.durationUs),
      steps: this.#steps,
    };
  }

  // An attempt after which another target was asked has failed; the last one is as the request ended.
  #judgeAttempts({ problem, status }: UsageFacts): void {
    const attempts = this.#steps.filter(({ step, outcome }) => step === 'upstream' && outcome === 'passed');
    const last = attempts.pop();
    for (const attempt of attempts) {
      attempt.outcome = 'failed';
      attempt.detail = 'It failed, so another target was asked.';
    }
    if (!last) return;
    const isFailed = problem.startsWith('upstream_');
    last.outcome = isFailed ? 'failed' : 'passed';
    last.detail = isFailed ? problem : `Answered ${status}.`;
  }

  // What the pipeline itself refuses shows only in how the request ended: the step after the last that passed.
  #nameRefusal(problem: string): void {
    if (problem === '' || this.#steps.some(({ outcome }) => outcome === 'refused' || outcome === 'failed'))
      return;
    const reached = this.#steps.at(-1)?.step ?? 'route';
    const at = ORDER.indexOf(reached);
    const step = reached === 'route' || at < 0 ? reached : (ORDER[at + 1] ?? reached);
    this.note(step, '', performance.now(), { outcome: 'refused', detail: problem });
  }
}

function microseconds(ms: number): number {
  return Math.max(0, Math.round(ms * 1000));
}

function cut(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text;
}
