import { z } from 'zod';
import type { PolicySchema } from '../policy.ts';

export const RequestSizeConfig = z
  .strictObject({
    maxBodyBytes: z
      .int()
      .min(0)
      .max(1_000_000_000)
      .optional()
      .describe('Most bytes of a body. Can only be less than what the API version allows; 0 refuses bodies.'),
    maxHeadBytes: z
      .int()
      .min(256)
      .max(32_768)
      .optional()
      .describe('Most bytes of all headers together, names and values.'),
  })
  .refine(
    (config) => config.maxBodyBytes !== undefined || config.maxHeadBytes !== undefined,
    'set at least one of the two',
  );
export type RequestSizeConfig = z.infer<typeof RequestSizeConfig>;

/** Refuses requests that are larger than the provider wants them. */
export const schema: PolicySchema<RequestSizeConfig> = {
  id: 'request-size',
  phase: 'access',
  title: 'Request size',
  summary: 'Refuses requests whose headers or body are larger than allowed, also while a body streams.',
  onDependencyDown: 'has_no_dependency',
  config: RequestSizeConfig,
};
