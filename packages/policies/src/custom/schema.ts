import { z } from 'zod';
import type { PolicySchema } from '../policy.ts';

export const CustomConfig = z.strictObject({
  module: z
    .string()
    .max(200)
    .regex(
      /^[A-Za-z0-9_-]+(?:[./][A-Za-z0-9_-]+)*\.(?:ts|mts|js|mjs)$/,
      'must be the path of a module such as team/stamp.ts',
    )
    .describe('The module, as a path in the folder of custom policies, such as stamp.ts.'),
  on: z
    .enum(['request', 'response', 'both'])
    .default('request')
    .describe(
      'Whether it runs on requests, on answers, or on both. Answers are then held until they are whole.',
    ),
  settings: z
    .record(z.string().min(1).max(100), z.string().max(4096))
    .refine((settings) => Object.keys(settings).length <= 50, 'at most 50 settings')
    .default({})
    .describe('What the module is told, one a line: name: value.'),
  body: z
    .boolean()
    .default(false)
    .describe('Whether it sees the bodies of requests, where they are JSON or text.'),
  maxBodyBytes: z
    .int()
    .min(1)
    .max(1_048_576)
    .default(262_144)
    .describe('Most bytes of a body that it sees or makes; a larger one is refused.'),
  timeoutMs: z.int().min(1).max(10_000).default(200).describe('How long it may take, in milliseconds.'),
  onFailure: z
    .enum(['refuse', 'continue'])
    .default('refuse')
    .describe('What becomes of a request when the module throws, takes too long or is not there.'),
});
export type CustomConfig = z.infer<typeof CustomConfig>;

/** Runs a module that the operator of the gateway wrote. */
export const schema: PolicySchema<CustomConfig> = {
  id: 'custom',
  phase: 'request',
  bodyBytes: (config) => (config.body && config.on !== 'response' ? config.maxBodyBytes : 0),
  readsText: (config) => config.body,
  answerBytes: (config) => (config.on === 'request' ? 0 : config.maxBodyBytes),
  modules: ({ module }) => [module],
  title: 'Custom module',
  summary:
    'Runs a TypeScript module of the gateway’s operator on requests or answers, in a thread of its own.',
  onDependencyDown: 'fail_closed',
  config: CustomConfig,
};
