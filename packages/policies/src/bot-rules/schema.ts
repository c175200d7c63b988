import { z } from 'zod';
import { Mode } from '../finding.ts';
import type { PolicySchema } from '../policy.ts';

const Agent = z
  .string()
  .min(1)
  .max(200)
  .regex(/[^*\s]/, 'must hold more than stars')
  .regex(/^[\x20-\x7e]+$/, 'must be printable ASCII');

export const BotRulesConfig = z
  .strictObject({
    deny: z
      .array(Agent)
      .max(200)
      .default([])
      .meta({ format: 'lines' })
      .describe('Texts in User-Agent that are refused, one a line; a star stands for any letters.'),
    allow: z
      .array(Agent)
      .max(200)
      .default([])
      .meta({ format: 'lines' })
      .describe('Texts in User-Agent that are admitted whatever else holds, one a line.'),
    others: z
      .enum(['admit', 'refuse'])
      .default('admit')
      .describe('What becomes of a User-Agent that no rule names.'),
    refuseMissing: z.boolean().default(false).describe('Whether requests without a User-Agent are refused.'),
    mode: Mode.default('enforce').describe('Whether requests are refused, or only counted and logged.'),
  })
  .refine(
    (config) =>
      config.deny.length > 0 ||
      config.refuseMissing ||
      (config.allow.length > 0 && config.others === 'refuse'),
    'as it stands, nothing would be refused',
  );
export type BotRulesConfig = z.infer<typeof BotRulesConfig>;

/** Admits or refuses callers by what they say they are. */
export const schema: PolicySchema<BotRulesConfig> = {
  id: 'bot-rules',
  phase: 'access',
  title: 'Bot rules',
  summary: 'Admits, refuses or reports callers by their User-Agent, before the key is looked at.',
  onDependencyDown: 'has_no_dependency',
  config: BotRulesConfig,
};
