import type { Reject } from '@tollgate/policies/policy';
import type { Problem } from '../http/problem.ts';
import type { Allowance } from '../limits/allowance.ts';
import { retryAfterSeconds } from '../limits/rate-headers.ts';

export const NO_CONFIGURATION: Problem = {
  code: 'not_ready',
  detail: 'The gateway has no configuration yet: try again in a few seconds.',
  headers: ['retry-after', '2'],
};
export const POLICIES_MISSING: Problem = {
  code: 'not_ready',
  detail: 'A policy of this product or plan cannot be run here yet: try again in a few seconds.',
  headers: ['retry-after', '2'],
};
export const LOOP: Problem = {
  code: 'loop_detected',
  detail: 'The upstream of this API leads back to this gateway.',
};
export const NOBODY_CALLS: Problem = {
  code: 'internal_error',
  detail: 'No policy of this API told who calls.',
};
export const VERSION_RETIRED: Problem = {
  code: 'version_retired',
  detail: 'This API version is retired: see the portal for its successor.',
};
export const PRODUCT_RETIRED: Problem = {
  code: 'version_retired',
  detail: 'This product is retired: see the portal for others.',
};
export const NOT_RECORDABLE: Problem = {
  code: 'usage_not_recordable',
  detail: 'Usage cannot be recorded right now, so nothing is served that would have to be counted.',
  headers: ['retry-after', '5'],
};

/** The problem of limits that refuse, which says when to come back. */
export function limitProblem(violated: readonly Allowance[], nowMs: number): Problem {
  const names = violated.map((allowance) => allowance.spec.name);
  const isQuota = violated.some((allowance) => allowance.isQuota);
  return {
    code: isQuota ? 'quota_exceeded' : 'rate_limited',
    detail: isQuota
      ? 'The quota of this period is used up: wait for the next, or take a larger plan.'
      : `The limit ${names.join(', ')} is reached: wait as long as Retry-After says.`,
    headers: ['retry-after', String(retryAfterSeconds(violated, nowMs))],
    violatedPolicies: names,
  };
}

/** The problem of a body with more bytes than it may have. */
export function bodyTooLarge(maxBytes: number): Problem {
  return { code: 'body_too_large', detail: `The body may have at most ${maxBytes} bytes.` };
}

/** The problem of a policy that refuses. */
export function refusalProblem({ problem, detail, headers, errors }: Reject): Problem {
  return { code: problem, detail, headers, errors };
}
