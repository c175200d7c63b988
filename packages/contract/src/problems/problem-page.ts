import { GATEWAY_PROBLEMS, PROBLEMS, type ProblemCode } from '@tollgate/domain/problem-codes';
import { PROBLEM_TEXTS } from './catalogue.ts';

const QUOTA_TYPE = 'https://iana.org/assignments/http-problem-types#quota-exceeded';

/** Problems of limits, each with the name of one: their type is the registered one. */
const LIMITS: Partial<Record<ProblemCode, string>> = { rate_limited: 'minute', quota_exceeded: 'month' };

/** An example of a problem as it is answered; `apiUrl` is where its page is served. */
export function exampleOf(code: ProblemCode, apiUrl: string): Record<string, unknown> {
  const { status, title } = PROBLEMS[code];
  const errors = [
    { location: 'naem', message: 'is not a known field', fix: 'Remove it or check its spelling.' },
  ];
  const limit = LIMITS[code];
  return {
    type: limit ? QUOTA_TYPE : `${apiUrl}/problems/${code}`,
    title,
    status,
    detail: PROBLEM_TEXTS[code].example ?? `${title}.`,
    ...(code in GATEWAY_PROBLEMS ? { instance: '/world/v1/countries/FR' } : {}),
    code,
    requestId: 'req_1C3XR6GzvAbCdEfGhJkMnP',
    ...(limit ? { 'violated-policies': [limit] } : {}),
    ...(code === 'validation_failed' ? { errors } : {}),
  };
}

/** The page about a problem as Markdown: meaning, causes, what to do, an example. */
export function problemPage(code: ProblemCode, apiUrl = 'https://api.example.com'): string {
  const { status, title } = PROBLEMS[code];
  const { meaning, causes, mend, notYet } = PROBLEM_TEXTS[code];
  const list = (items: readonly string[]) => items.map((item) => `- ${item}`).join('\n');
  const steps = mend.map((step, index) => `${index + 1}. ${step}`).join('\n');
  const example = JSON.stringify(exampleOf(code, apiUrl), null, 2);
  return [
    `# ${title}`,
    `Code \`${code}\`, status ${status}.`,
    ...(notYet ? [`**Nothing answers with this code yet.** ${notYet}`] : []),
    meaning,
    `## Typical causes\n\n${list(causes)}`,
    `## What to do\n\n${steps}`,
    `## Example\n\n\`\`\`json\n${example}\n\`\`\`\n`,
  ].join('\n\n');
}
