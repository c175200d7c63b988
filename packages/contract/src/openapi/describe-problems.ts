import { PROBLEMS, type ProblemCode } from '@tollgate/domain/problem-codes';
import { z } from 'zod';
import { exampleOf } from '../problems/problem-page.ts';
import { hasBody, pathFields, type Route } from '../routes/route.ts';
import { inputSchema, type JsonSchema } from './component-schemas.ts';

/** An RFC 9457 problem, as every failure of the management API is answered. */
export const Problem = z.strictObject({
  type: z.url().describe('A page about this kind of problem.'),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('What happened here, and what to do.'),
  code: z.string().describe('One of a closed catalogue; programs decide by it.'),
  requestId: z.string(),
  errors: z
    .array(z.strictObject({ location: z.string(), message: z.string(), fix: z.string().optional() }))
    .optional()
    .describe('Each value that was wrong, where it was, and how to mend it.'),
});

/** The component that problems refer to. */
export function problemSchema(): JsonSchema {
  return inputSchema(Problem);
}

/** Every code a route may answer. */
export function problemsOf(route: Route): ProblemCode[] {
  const takesInput = Object.keys(route.input.shape).length > 0;
  const isChange = route.method !== 'GET';
  const all: [boolean, ProblemCode[]][] = [
    [true, ['unauthenticated', 'token_invalid']],
    [route.role !== 'viewer', ['role_insufficient']],
    [pathFields(route).length > 0, ['not_found']],
    [route.method === 'POST', ['idempotency_in_progress', 'idempotency_mismatch', 'validation_failed']],
    [isChange && route.method !== 'POST', ['precondition_failed']],
    [isChange && hasBody(route), ['malformed_body', 'payload_too_large']],
    [takesInput || isChange, ['validation_failed']],
    [true, [...route.problems]],
    [true, ['internal_error', 'store_unavailable']],
  ];
  return [...new Set(all.flatMap(([applies, codes]) => (applies ? codes : [])))];
}

/** The responses of a route's problems, one for each status. */
export function problemResponses(route: Route, apiUrl: string): Record<string, JsonSchema> {
  const byStatus = Map.groupBy(problemsOf(route), (code) => PROBLEMS[code].status);
  const entries = [...byStatus].sort(([one], [other]) => one - other);
  return Object.fromEntries(
    entries.map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}.`).join(' '),
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code, apiUrl) }])),
          },
        },
      },
    ]),
  );
}
