import { z } from 'zod';
import { PathPattern } from '../path-patterns.ts';
import type { PolicySchema } from '../policy.ts';

export const MockConfig = z.strictObject({
  status: z
    .int()
    .min(200)
    .max(599)
    .optional()
    .describe('The status to answer with; when empty, the lowest successful one that the operation has.'),
  example: z
    .string()
    .max(200)
    .default('')
    .describe('The example to answer with where the description names several; when empty, the first.'),
  prefer: z
    .boolean()
    .default(true)
    .describe('Whether callers may ask for another answer by a header such as Prefer: status=404.'),
  keys: z
    .enum(['all', 'test'])
    .default('all')
    .describe('Whose requests are mocked: those of all keys, or only of keys of the test environment.'),
  paths: z
    .array(PathPattern)
    .max(100)
    .default([])
    .describe(
      'Paths below the base path that are mocked; /orders/* takes all below /orders/. When empty, all are.',
    ),
});
export type MockConfig = z.infer<typeof MockConfig>;

/** Answers from the examples of the API's description. */
export const schema: PolicySchema<MockConfig> = {
  id: 'mock',
  phase: 'request',
  needsAnswers: true,
  mayRepeat: true,
  title: 'Mock',
  summary:
    'Answers from the examples of the OpenAPI description in place of the upstream. Limits hold, and nothing is billed.',
  onDependencyDown: 'has_no_dependency',
  config: MockConfig,
};
