/** What a usage event says, as the pipeline found out; empty text means none. */
export interface UsageFacts {
  readonly startedAtUs: number;
  readonly tenant: string;
  readonly environment: 'live' | 'test';
  readonly api: string;
  readonly apiVersion: string;
  readonly operation: string;
  readonly product: string;
  readonly planVersion: string;
  readonly subscription: string;
  readonly app: string;
  readonly key: string;
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly problem: string;
  readonly answeredBy: '' | 'mock' | 'policy';
  readonly isBillable: boolean;
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly durationUs: number;
  readonly upstreamUs: number;
  readonly attempts: number;
  readonly requestId: string;
  readonly traceId: string;
}

/** What makes lines of a worker, in ASCII: `region` and `gateway` are the same on each. */
export function createLineMaker(region: string, gateway: string): (id: string, facts: UsageFacts) => string {
  const place = `,"region":${inAscii(region)},"gateway":${inAscii(gateway)},"tenant":"`;
  // Written by hand: this runs for every request, and of all fields only the route may hold what JSON escapes.
  return (id, facts) =>
    `{"id":"${id}","time_us":${facts.startedAtUs}${place}${facts.tenant}","environment":"${facts.environment}` +
    `","api":"${facts.api}","api_version":"${facts.apiVersion}","operation":"${facts.operation}` +
    `","product":"${facts.product}","plan_version":"${facts.planVersion}","subscription":"${facts.subscription}` +
    `","app":"${facts.app}","key":"${facts.key}","method":"${facts.method}","route":${escapeRoute(facts.route)}` +
    `,"status":${facts.status},"problem":"${facts.problem}","billable":${facts.isBillable ? 1 : 0}` +
    `,"request_bytes":${facts.requestBytes},"response_bytes":${facts.responseBytes}` +
    `,"duration_us":${facts.durationUs},"upstream_us":${facts.upstreamUs},"attempts":${facts.attempts}` +
    `,"request_id":"${facts.requestId}","trace_id":"${facts.traceId}"${facts.answeredBy === '' ? '' : `,"answered_by":"${facts.answeredBy}"`}}\n`;
}

const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

function escapeRoute(route: string): string {
  return PLAIN.test(route) ? `"${route}"` : inAscii(route);
}

/** A text in JSON without a byte beyond ASCII. */
function inAscii(text: string): string {
  return JSON.stringify(text).replace(
    /[^\0-\x7e]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
