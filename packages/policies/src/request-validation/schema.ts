import { z } from 'zod';
import { Mode } from '../finding.ts';
import type { PolicySchema } from '../policy.ts';

export const RequestValidationConfig = z
  .strictObject({
    mode: Mode.default('enforce').describe('Whether requests are refused, or only counted and logged.'),
    parameters: z.boolean().default(true).describe('Whether path, query and headers are checked.'),
    body: z.boolean().default(true).describe('Whether media type and JSON bodies are checked.'),
    unknownQuery: z
      .enum(['allow', 'refuse'])
      .default('allow')
      .describe('What becomes of query parameters that the description does not name.'),
    maxBodyBytes: z
      .int()
      .min(1)
      .max(1_048_576)
      .default(262_144)
      .describe('Most bytes of a JSON body that is checked; a larger one is refused.'),
  })
  .refine((config) => config.parameters || config.body, 'check at least one of the two');
export type RequestValidationConfig = z.infer<typeof RequestValidationConfig>;

/** Holds requests to the description of the API. */
export const schema: PolicySchema<RequestValidationConfig> = {
  id: 'request-validation',
  phase: 'request',
  bodyBytes: (config) => (config.body ? config.maxBodyBytes : 0),
  needsDescription: true,
  title: 'Request validation',
  summary:
    'Holds parameters and JSON bodies to the OpenAPI description: refuses, or reports, what does not fit.',
  onDependencyDown: 'has_no_dependency',
  config: RequestValidationConfig,
};
