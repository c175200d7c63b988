import { POLICY_LEVELS, type PolicyLevel } from '@tollgate/domain/policies/policy-level';
import type { PolicyPhase } from '../policy.ts';

/** A policy as the order of levels sees it; `phase` null turns it off where a wider level turned it on. */
export interface LevelUse {
  readonly id: string;
  readonly phase: PolicyPhase | null;
}

/** What one level sets, in the order of its list. */
export interface Level<Use extends LevelUse> {
  readonly level: PolicyLevel;
  readonly uses: readonly Use[];
}

/** A policy that holds, and where it is set. */
export interface EffectiveUse<Use extends LevelUse> {
  readonly level: PolicyLevel;
  readonly use: Use;
}

/** A policy that does not hold, and the more specific level because of which it does not. */
export interface DroppedUse<Use extends LevelUse> extends EffectiveUse<Use> {
  readonly reason: 'overridden' | 'off';
  readonly by: PolicyLevel;
}

export interface EffectiveUses<Use extends LevelUse> {
  /** In the order in which they run within their phase. */
  readonly effective: readonly EffectiveUse<Use>[];
  readonly dropped: readonly DroppedUse<Use>[];
}

/** Phases that come after it is known who calls: only they can depend on a product or plan. */
const AFTER_AUTHENTICATION: ReadonlySet<PolicyPhase> = new Set(['request', 'cache', 'response', 'encode']);

/** Whether a level is known by the time a phase runs. */
export function isKnownIn(level: PolicyLevel, phase: PolicyPhase): boolean {
  return (level !== 'product' && level !== 'plan') || AFTER_AUTHENTICATION.has(phase);
}

/**
 * Which of the policies of several levels hold. The most specific level that sets a policy for a phase decides it, ways
 * to authenticate are decided all together, and what is turned off at a level does not come from wider ones. Wider
 * levels run first, then the order of the list counts; the order in which levels are given does not.
 */
export function effectivePolicies<Use extends LevelUse>(levels: readonly Level<Use>[]): EffectiveUses<Use> {
  const widestFirst = levels.toSorted((one, other) => rankOf(one.level) - rankOf(other.level));
  const decidedBy = new Map<string, PolicyLevel>();
  const offAt = new Map<string, PolicyLevel[]>();
  const effective: EffectiveUse<Use>[][] = [];
  const dropped: DroppedUse<Use>[][] = [];
  for (const { level, uses } of widestFirst.toReversed()) {
    const held: EffectiveUse<Use>[] = [];
    const lost: DroppedUse<Use>[] = [];
    for (const use of uses) {
      if (use.phase === null) continue;
      const decider = decidedBy.get(slotOf(use.id, use.phase));
      const off = offAt.get(use.id)?.find((at) => isKnownIn(at, use.phase as PolicyPhase));
      if (decider) lost.push({ level, use, reason: 'overridden', by: decider });
      else if (off) lost.push({ level, use, reason: 'off', by: off });
      else held.push({ level, use });
    }
    for (const { use } of held) decidedBy.set(slotOf(use.id, use.phase as PolicyPhase), level);
    for (const { id, phase } of uses) {
      if (phase === null) offAt.set(id, [...(offAt.get(id) ?? []), level]);
    }
    effective.unshift(held);
    dropped.unshift(lost);
  }
  return { effective: effective.flat(), dropped: dropped.flat() };
}

// A more specific list of ways in is meant to be the list: the wider ones would open doors that it leaves out.
function slotOf(id: string, phase: PolicyPhase): string {
  return phase === 'authenticate' ? phase : `${phase} ${id}`;
}

function rankOf(level: PolicyLevel): number {
  return POLICY_LEVELS.indexOf(level);
}
