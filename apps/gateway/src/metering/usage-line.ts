import type { AnsweredBy } from '@tollgate/domain/usage-event';

/** Where a usage event belongs; empty text means none. The same for many requests. */
export interface UsagePlace {
  readonly tenant: string;
  readonly api: string;
  readonly apiVersion: string;
  readonly operation: string;
  readonly product: string;
  readonly planVersion: string;
  readonly subscription: string;
  readonly app: string;
  readonly route: string;
}

/** What else a usage event says, as the pipeline found out. */
export interface UsageFacts {
  readonly startedAtUs: number;
  readonly environment: 'live' | 'test';
  readonly key: string;
  readonly method: string;
  readonly status: number;
  readonly problem: string;
  readonly answeredBy: '' | AnsweredBy;
  readonly isBillable: boolean;
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly durationUs: number;
  readonly upstreamUs: number;
  readonly attempts: number;
  readonly requestId: string;
  readonly traceId: string;
}

/** Writes usage events of a worker, a line each, in ASCII; its region and gateway are the same on all of them. */
export class LineMaker {
  readonly #origin: string;

  constructor(region: string, gateway: string) {
    this.#origin = `,"region":${inAscii(region)},"gateway":${inAscii(gateway)}`;
  }

  /** The part of a line that says where it belongs, which may be kept. Of all its texts only the route may hold what JSON escapes. */
  place(at: UsagePlace): string {
    return (
      `${this.#origin},"tenant":"${at.tenant}","api":"${at.api}","api_version":"${at.apiVersion}"` +
      `,"operation":"${at.operation}","product":"${at.product}","plan_version":"${at.planVersion}"` +
      `,"subscription":"${at.subscription}","app":"${at.app}","route":${inAscii(at.route)}`
    );
  }

  /** Written by hand: this runs for every request, and no text of it holds what JSON escapes. */
  line(id: string, place: string, facts: UsageFacts): string {
    const head = `{"id":"${id}","time_us":${inMicroseconds(facts.startedAtUs)}${place},"environment":"${facts.environment}"`;
    const answer =
      facts.problem === '' && facts.isBillable
        ? ',"problem":"","billable":1'
        : `,"problem":"${facts.problem}","billable":${facts.isBillable ? 1 : 0}`;
    return (
      `${head},"key":"${facts.key}","method":"${facts.method}","status":${facts.status}${answer}` +
      `,"request_bytes":${facts.requestBytes},"response_bytes":${facts.responseBytes}` +
      `,"duration_us":${facts.durationUs},"upstream_us":${facts.upstreamUs},"attempts":${facts.attempts}` +
      `,"request_id":"${facts.requestId}","trace_id":"${facts.traceId}"` +
      (facts.answeredBy === '' ? '}\n' : `,"answered_by":"${facts.answeredBy}"}\n`)
    );
  }
}

const THREE_DIGITS = Array.from({ length: 1000 }, (_, i) => String(i).padStart(3, '0'));
let second = 0;
let secondText = '';

// A number beyond 2^53 / 5 takes V8 longer than the whole line: most of its digits are those of the last one.
function inMicroseconds(us: number): string {
  const ofSecond = Math.floor(us / 1_000_000);
  if (ofSecond !== second) {
    second = ofSecond;
    secondText = String(ofSecond);
  }
  const rest = us - ofSecond * 1_000_000;
  if (ofSecond === 0) return String(us);
  return secondText + THREE_DIGITS[Math.floor(rest / 1000)] + THREE_DIGITS[rest % 1000];
}

/** A text in JSON without a byte beyond ASCII. */
function inAscii(text: string): string {
  return JSON.stringify(text).replace(
    /[^\0-\x7e]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
