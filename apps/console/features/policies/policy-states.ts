import type { LevelPolicies } from '@tollgate/contract/policies/levels';
import type { PolicyLevel } from '@tollgate/domain/policies/policy-level';
import { effectivePolicies, isKnownIn } from '@tollgate/policies/levels/effective-policies';
import { canStandAt, readLevel } from '@tollgate/policies/levels/read-level';
import type { PolicySchema } from '@tollgate/policies/policy';
import { POLICY_SCHEMAS } from '@tollgate/policies/registry';

/** What a level makes of one policy. */
export interface PolicyState {
  schema: PolicySchema<never>;
  /**
   * `here` when the level sets it, `wider` when another does, `turned_off` when the level turns that off, `overridden`
   * when a method of the level stands in its place, `always` when it holds because nobody says otherwise, else `off`.
   */
  kind: 'here' | 'wider' | 'turned_off' | 'overridden' | 'always' | 'off';
  /** The wider level that sets it. */
  from: PolicyLevel | null;
  /** The settings that hold here, or would. */
  config: Record<string, unknown> | null;
  /** How often it stands at this level. */
  times: number;
}

/** What a level makes of each policy that can stand there, those that hold first. */
export function policyStates(own: LevelPolicies, wider: readonly LevelPolicies[]): PolicyState[] {
  const { effective, dropped } = effectivePolicies(
    [own, ...wider].map(({ level, policies }) => ({ level, uses: readLevel(level, policies).uses })),
  );
  const hasMethod = effective.some(({ use }) => use.phase === 'authenticate');
  const states = Object.values(POLICY_SCHEMAS)
    .filter((schema) => canStandAt(own.level, schema))
    .map((schema): PolicyState => {
      const { id } = schema;
      const listed = own.policies.filter((use) => use.id === id);
      const isOff = listed.some((use) => use.isOff);
      const ofWider = effective.find(
        ({ level, use }) =>
          use.id === id && level !== own.level && use.phase !== null && isKnownIn(own.level, use.phase),
      );
      const lost = dropped.findLast(
        ({ level, use, by }) => use.id === id && level !== own.level && by === own.level,
      );
      const base = { schema, times: listed.length };
      const set = listed.find((use) => !use.isOff);
      if (set) return { ...base, kind: 'here', from: lost?.level ?? null, config: configOf(set.config) };
      if (isOff) return { ...base, kind: 'turned_off', from: lost?.level ?? null, config: null };
      if (ofWider) {
        return { ...base, kind: 'wider', from: ofWider.level, config: configOf(ofWider.use.config) };
      }
      if (lost) return { ...base, kind: 'overridden', from: lost.level, config: configOf(lost.use.config) };
      const isAlways = id === 'api-key' && !hasMethod;
      return { ...base, kind: isAlways ? 'always' : 'off', from: null, config: null };
    });
  return states.sort((one, other) => Number(other.kind !== 'off') - Number(one.kind !== 'off'));
}

function configOf(config: unknown): Record<string, unknown> {
  return (config ?? {}) as Record<string, unknown>;
}
