import { PROBLEMS, type ProblemCode } from '@tollgate/domain/problem-codes';
import { ACCESS_PROBLEMS } from './access-problems.ts';
import { AUTHENTICATION_PROBLEMS } from './authentication-problems.ts';
import { CONTROL_PROBLEM_TEXTS } from './control-problems.ts';
import type { ProblemText } from './problem-text.ts';
import { TRAFFIC_PROBLEMS } from './traffic-problems.ts';

/** The closed catalogue: what every problem code means and how to mend it. */
export const PROBLEM_TEXTS: Readonly<Record<ProblemCode, ProblemText>> = {
  ...ACCESS_PROBLEMS,
  ...AUTHENTICATION_PROBLEMS,
  ...TRAFFIC_PROBLEMS,
  ...CONTROL_PROBLEM_TEXTS,
};

/** Every code, by status and then by name. */
export const PROBLEM_CODES = (Object.keys(PROBLEMS) as ProblemCode[]).sort(
  (one, other) => PROBLEMS[one].status - PROBLEMS[other].status || one.localeCompare(other),
);

/** Whether a text is a code of the catalogue. */
export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(PROBLEMS, text);
}
