import { z } from 'zod';
import { BODY_EDITS, editsBody } from '../body-edits.ts';
import { editsHeaders, HEADER_EDITS } from '../header-edits.ts';
import type { PolicySchema } from '../policy.ts';

export const ResponseTransformConfig = z
  .strictObject({
    statuses: z
      .array(z.string().regex(/^[1-5](?:\d\d|xx)$/, 'must be a status such as 404, or a class such as 4xx'))
      .max(50)
      .default([])
      .describe('Statuses of answers that are changed, such as 200 or 4xx. When empty, all are.'),
    ...HEADER_EDITS,
    ...BODY_EDITS,
  })
  .refine((config) => editsHeaders(config) || editsBody(config), 'as it stands, nothing would be changed');
export type ResponseTransformConfig = z.infer<typeof ResponseTransformConfig>;

/** Changes what the upstream answered. */
export const schema: PolicySchema<ResponseTransformConfig> = {
  id: 'response-transform',
  phase: 'response',
  bodyBytes: (config) => (editsBody(config) ? config.maxBodyBytes : 0),
  mayRepeat: true,
  title: 'Response transformation',
  summary: 'Sets, adds, renames and removes headers and places in a JSON body of what the upstream answers.',
  onDependencyDown: 'has_no_dependency',
  config: ResponseTransformConfig,
};
