import { POLICY_LEVEL_NAMES, type PolicyLevel } from '@tollgate/domain/policies/policy-level';
import type { PolicyUse } from '@tollgate/domain/snapshot';
import type { PolicyPhase, PolicySchema } from '../policy.ts';
import { POLICY_SCHEMAS } from '../registry.ts';
import { isKnownIn, type LevelUse } from './effective-policies.ts';

/** A policy with its settings read; of one that is turned off there are none. */
export interface ReadUse extends LevelUse {
  readonly schema: PolicySchema<never>;
  readonly config: never;
}

/** What is wrong with a list of policies, and where: `2.config.origins`. */
export interface LevelFault {
  readonly location: string;
  readonly message: string;
}

const NOTHING = null as never;
const PHASES: readonly PolicyPhase[] = ['access', 'authenticate', 'request', 'cache', 'response', 'encode'];

/** Reads the policies of one level, those that a level cannot have refused; the faults are all there are. */
export function readLevel(
  level: PolicyLevel,
  uses: readonly PolicyUse[],
): { uses: readonly ReadUse[]; faults: readonly LevelFault[] } {
  const faults: LevelFault[] = [];
  const read = uses.flatMap((use, index): ReadUse[] => {
    const result = readUse(level, use);
    if (!Array.isArray(result)) return [result];
    for (const { location, message } of result) faults.push({ location: `${index}.${location}`, message });
    return [];
  });
  return { uses: read, faults };
}

/** What of a level's list contradicts itself: a policy that stands twice, or is on and off at once. */
export function findRepeated(uses: readonly ReadUse[]): LevelFault[] {
  return uses.flatMap(({ id, phase, schema }, index) => {
    const before = uses.slice(0, index).filter((other) => other.id === id);
    if (before.some((other) => (other.phase === null) !== (phase === null))) {
      return [{ location: `${index}.id`, message: `${schema.title} is both set and turned off here` }];
    }
    const isAgain = before.some((other) => other.phase === phase);
    if (!isAgain || (schema.mayRepeat && phase !== null)) return [];
    return [{ location: `${index}.id`, message: `${schema.title} stands here already, and may only once` }];
  });
}

/** Whether some settings of a policy let it run where a level is known. */
export function canStandAt(level: PolicyLevel, schema: PolicySchema<never>): boolean {
  return isKnownIn(level, schema.phase) || (schema.phaseOf !== undefined && schema.phase !== 'authenticate');
}

function readUse(level: PolicyLevel, { id, config, isOff }: PolicyUse): ReadUse | LevelFault[] {
  const schema = Object.hasOwn(POLICY_SCHEMAS, id) ? POLICY_SCHEMAS[id] : undefined;
  if (!schema) return [{ location: 'id', message: `there is no policy ${id}` }];
  if (isOff) {
    const message = offFault(level, schema);
    if (message) return [{ location: 'isOff', message }];
    if (isEmpty(config)) return { id, phase: null, schema, config: NOTHING };
    return [{ location: 'config', message: 'what is turned off has no settings' }];
  }
  const parsed = schema.config.safeParse(config ?? {});
  if (!parsed.success) {
    return parsed.error.issues.flatMap((issue) => {
      const at = ['config', ...issue.path];
      if (issue.code !== 'unrecognized_keys') return [{ location: at.join('.'), message: issue.message }];
      return issue.keys.map((key) => ({ location: [...at, key].join('.'), message: 'is not a known field' }));
    });
  }
  const phase = schema.phaseOf?.(parsed.data) ?? schema.phase;
  if (isKnownIn(level, phase)) return { id, phase, schema, config: parsed.data };
  return [{ location: 'config', message: tooEarly(level, schema) }];
}

function isEmpty(config: unknown): boolean {
  return config === undefined || (typeof config === 'object' && Object.keys(config ?? {}).length === 0);
}

function offFault(level: PolicyLevel, schema: PolicySchema<never>): string | undefined {
  if (level === 'tenant') return 'no level is wider than the tenant: leave the policy out instead';
  return canStandAt(level, schema) ? undefined : tooEarly(level, schema);
}

function tooEarly(level: PolicyLevel, { title, phaseOf }: PolicySchema<never>): string {
  const name = POLICY_LEVEL_NAMES[level];
  const settings = phaseOf ? ' with these settings' : '';
  return `${title} runs${settings} before it is known which ${name} a request belongs to: set it for the tenant, an API or an operation`;
}

/** The phases in the order in which they run. */
export function phaseRank(phase: PolicyPhase): number {
  return PHASES.indexOf(phase);
}
