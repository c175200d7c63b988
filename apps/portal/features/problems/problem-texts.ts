import { PROBLEM_TEXTS } from '@tollgate/contract/problems/catalogue';
import { exampleOf } from '@tollgate/contract/problems/problem-page';
import { GATEWAY_PROBLEMS, type GatewayProblemCode } from '@tollgate/domain/problem-codes';

/** What a problem of the gateway means to the person whose call got it, and what they can do. Texts are Markdown. */
export interface GatewayProblem {
  code: string;
  status: number;
  title: string;
  meaning: string;
  causes: readonly string[];
  mend: readonly string[];
  /** The body of an answer with this problem. */
  example: Record<string, unknown>;
}

/** What a code of the gateway means; undefined for a code that it does not have. */
export function explainProblem(code: string, apiUrl = 'https://api.example.com'): GatewayProblem | undefined {
  if (!Object.hasOwn(GATEWAY_PROBLEMS, code)) return undefined;
  const known = code as GatewayProblemCode;
  const { status, title } = GATEWAY_PROBLEMS[known];
  const { meaning, causes, mend } = PROBLEM_TEXTS[known];
  return { code, status, title, meaning, causes, mend, example: exampleOf(known, apiUrl) };
}

/** Every code of the gateway, by status. */
export function allProblems(): GatewayProblem[] {
  return Object.keys(GATEWAY_PROBLEMS)
    .flatMap((code) => explainProblem(code) ?? [])
    .sort((a, b) => a.status - b.status);
}
