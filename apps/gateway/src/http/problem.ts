import { GATEWAY_PROBLEMS, type GatewayProblemCode } from '@tollgate/domain/problem-codes';

export const QUOTA_PROBLEM_TYPE = 'https://iana.org/assignments/http-problem-types#quota-exceeded';

export interface Problem {
  readonly code: GatewayProblemCode;
  /** Public: what happened and what to do. */
  readonly detail: string;
  /** Names and values in turn, besides those every problem has. */
  readonly headers?: readonly string[] | undefined;
  /** What is wrong, place by place. */
  readonly errors?: readonly { readonly location: string; readonly message: string }[] | undefined;
  /** Names of the limits that refuse. */
  readonly violatedPolicies?: readonly string[] | undefined;
}

/** The problem+json body of a problem; `docsUrl` is where each code has a page. */
export function problemBody(problem: Problem, docsUrl: string, requestId: string, instance: string): Buffer {
  const { status, title } = GATEWAY_PROBLEMS[problem.code];
  const isLimit = problem.violatedPolicies !== undefined;
  return Buffer.from(
    JSON.stringify({
      type: isLimit ? QUOTA_PROBLEM_TYPE : `${docsUrl}/${problem.code}`,
      title,
      status,
      detail: problem.detail,
      instance,
      code: problem.code,
      requestId,
      errors: problem.errors,
      'violated-policies': problem.violatedPolicies,
    }),
  );
}

/** The status a problem is answered with. */
export function problemStatus(code: GatewayProblemCode): number {
  return GATEWAY_PROBLEMS[code].status;
}
