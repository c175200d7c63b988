import { z } from 'zod';
import { PathPattern } from '../path-patterns.ts';
import type { PolicySchema } from '../policy.ts';

export const RedirectConfig = z
  .strictObject({
    from: z
      .array(PathPattern)
      .min(1)
      .max(100)
      .describe('Paths below the base path that are redirected; /old/* takes all below /old/.'),
    to: z
      .string()
      .max(1000)
      .regex(
        /^(?:https?:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?)?\/(?![/\\])(?:[A-Za-z0-9\-._~!$&'()*+,;=:@%/?]|\{rest\})*$/,
        'must be a path, or an address such as https://example.com/new/{rest}',
      )
      .describe(
        'Where to: a path from the root of the host, or a full address. {rest} is what the star stands for.',
      ),
    status: z
      .enum(['301', '302', '307', '308'])
      .default('308')
      .describe('301 and 308 are for good, 302 and 307 for now; 307 and 308 keep method and body.'),
    keepQuery: z.boolean().default(true).describe('Whether the query goes along.'),
  })
  .refine((config) => !config.to.includes('{rest}') || config.from.every((from) => from.endsWith('*')), {
    path: ['to'],
    message: '{rest} needs a star in every path that is redirected',
  });
export type RedirectConfig = z.infer<typeof RedirectConfig>;

/** Sends callers of some paths elsewhere. */
export const schema: PolicySchema<RedirectConfig> = {
  id: 'redirect',
  phase: 'access',
  mayRepeat: true,
  title: 'Redirect',
  summary:
    'Sends callers of some paths elsewhere, without asking for a key and without calling the upstream.',
  onDependencyDown: 'has_no_dependency',
  config: RedirectConfig,
};
