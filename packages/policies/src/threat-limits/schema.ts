import { z } from 'zod';
import { Mode } from '../finding.ts';
import type { PolicySchema } from '../policy.ts';

/** Kinds of injection that can be looked for. */
export const INJECTIONS = ['sql', 'script', 'path', 'command', 'header', 'xml'] as const;
export type Injection = (typeof INJECTIONS)[number];

const most = (max: number, what: string) => z.int().min(1).max(max).optional().describe(what);

export const ThreatLimitsConfig = z
  .strictObject({
    maxHeaders: most(100, 'Most headers of a request.'),
    maxHeaderBytes: most(32_768, 'Most bytes of the value of one header.'),
    maxQueryParameters: most(1000, 'Most parameters in the query.'),
    maxQueryBytes: most(8192, 'Most bytes of one parameter in the query, name and value.'),
    maxJsonBytes: most(1_048_576, 'Most bytes of a JSON body. With any limit on JSON, 262,144 when not set.'),
    maxJsonDepth: most(1000, 'How deep JSON may be nested.'),
    maxJsonEntries: most(1_000_000, 'Most members of one object, or items of one list.'),
    maxJsonTextBytes: most(1_048_576, 'Most bytes of one text in JSON, names of members too.'),
    mode: Mode.default('enforce').describe('Whether requests are refused, or only counted and logged.'),
    injection: z
      .array(z.enum(INJECTIONS))
      .max(INJECTIONS.length)
      .default([])
      .describe(`Injections to look for in path, query and headers: any of ${INJECTIONS.join(', ')}.`),
    injectionBodyBytes: most(
      262_144,
      'To look for them in JSON, form, XML and text bodies too: most bytes of such a body. A larger one is refused.',
    ),
    injectionMode: Mode.default('report').describe(
      'Whether requests with what looks like an injection are refused, or only counted and logged.',
    ),
  })
  .refine(
    ({ mode: _, injectionMode: __, injectionBodyBytes: ___, injection, ...limits }) =>
      injection.length > 0 || Object.values(limits).some((limit) => limit !== undefined),
    'set at least one limit, or an injection to look for',
  )
  .refine(({ injection, injectionBodyBytes }) => injection.length > 0 || injectionBodyBytes === undefined, {
    path: ['injectionBodyBytes'],
    message: 'needs injections to look for',
  });
export type ThreatLimitsConfig = z.infer<typeof ThreatLimitsConfig>;

const DEFAULT_JSON_BYTES = 262_144;

/** The most bytes of JSON that are read; 0 when a configuration has no limit on JSON. */
export function jsonBytes(config: ThreatLimitsConfig): number {
  const { maxJsonBytes, maxJsonDepth, maxJsonEntries, maxJsonTextBytes } = config;
  if (maxJsonBytes !== undefined) return maxJsonBytes;
  const isAny = [maxJsonDepth, maxJsonEntries, maxJsonTextBytes].some((limit) => limit !== undefined);
  return isAny ? DEFAULT_JSON_BYTES : 0;
}

function bodyBytes(config: ThreatLimitsConfig): number {
  return Math.max(jsonBytes(config), config.injectionBodyBytes ?? 0);
}

/** Refuses requests whose shape is meant to harm. */
export const schema: PolicySchema<ThreatLimitsConfig> = {
  id: 'threat-limits',
  phase: 'access',
  phaseOf: (config) => (bodyBytes(config) > 0 ? 'request' : 'access'),
  bodyBytes,
  readsText: ({ injectionBodyBytes }) => injectionBodyBytes !== undefined,
  title: 'Threat limits',
  summary:
    'Refuses requests with too many or too long headers or parameters, JSON that is too deep or large, or what looks like an injection.',
  onDependencyDown: 'has_no_dependency',
  config: ThreatLimitsConfig,
};
