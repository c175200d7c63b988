import { z } from 'zod';
import { FreeHeaders } from '../header-names.ts';
import { PathPattern } from '../path-patterns.ts';
import type { PolicySchema } from '../policy.ts';

const BODYLESS = [204, 205, 304];

export const RespondConfig = z
  .strictObject({
    status: z.int().min(200).max(599).default(200).describe('The status of the answer.'),
    contentType: z
      .string()
      .max(200)
      .regex(/^[\x21-\x7e][\x20-\x7e]*$/, 'must be a media type')
      .default('application/json')
      .describe('The media type of the body.'),
    body: z.string().max(65_536).default('').meta({ format: 'text' }).describe('The body, as it is sent.'),
    headers: FreeHeaders.default({}).describe('Further headers of the answer, one a line: name: value.'),
    paths: z
      .array(PathPattern)
      .max(100)
      .default([])
      .describe(
        'Paths below the base path that are answered so; /old/* takes all below /old/. When empty, all are.',
      ),
    to: z
      .enum(['everyone', 'subscribers'])
      .default('everyone')
      .describe('Whether everyone is answered, or only callers who may call the operation.'),
  })
  .refine((config) => config.body === '' || !BODYLESS.includes(config.status), {
    path: ['body'],
    message: 'an answer with this status has no body',
  });
export type RespondConfig = z.infer<typeof RespondConfig>;

/** Gives a fixed answer in place of the upstream's. */
export const schema: PolicySchema<RespondConfig> = {
  id: 'respond',
  phase: 'access',
  phaseOf: (config) => (config.to === 'everyone' ? 'access' : 'request'),
  mayRepeat: true,
  title: 'Fixed answer',
  summary: 'Answers some paths, or all, with a fixed text in place of the upstream. It is not billed.',
  onDependencyDown: 'has_no_dependency',
  config: RespondConfig,
};
