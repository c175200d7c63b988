import { POLICY_LEVELS } from '@tollgate/domain/policies/policy-level';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { effectivePolicies, type Level, type LevelUse } from './effective-policies.ts';

interface Use extends LevelUse {
  readonly note?: string;
}

const on = (id: string, phase: Use['phase'] = 'access', note?: string): Use => ({
  id,
  phase,
  ...(note ? { note } : {}),
});
const off = (id: string): Use => ({ id, phase: null });

function shown(levels: Level<Use>[]) {
  const { effective, dropped } = effectivePolicies(levels);
  return {
    holds: effective.map(({ level, use }) => `${level}: ${use.id}`),
    not: dropped.map(({ level, use, reason, by }) => `${level}: ${use.id} ${reason} by ${by}`),
  };
}

describe('which policies hold', () => {
  test('the most specific level decides a policy, and the others say by whom', () => {
    const levels = POLICY_LEVELS.map((level) => ({ level, uses: [on('a', 'request')] }));
    expect(shown(levels)).toEqual({
      holds: ['plan: a'],
      not: ['tenant', 'product', 'api_version', 'operation'].map((level) => `${level}: a overridden by plan`),
    });
  });

  test('wider levels run first, then the order of the list counts', () => {
    const { holds } = shown([
      { level: 'operation', uses: [on('z'), on('b')] },
      { level: 'tenant', uses: [on('y'), on('a')] },
    ]);
    expect(holds).toEqual(['tenant: y', 'tenant: a', 'operation: z', 'operation: b']);
  });

  test('the same policy for another phase is another one', () => {
    const { holds, not } = shown([
      { level: 'tenant', uses: [on('a', 'access'), on('a', 'request')] },
      { level: 'plan', uses: [on('a', 'request')] },
    ]);
    expect(holds).toEqual(['tenant: a', 'plan: a']);
    expect(not).toEqual(['tenant: a overridden by plan']);
  });

  test('what is turned off does not come from wider levels, and a more specific one may turn it on again', () => {
    const tenant = { level: 'tenant', uses: [on('a'), on('b')] } as const;
    const api = { level: 'api_version', uses: [off('a')] } as const;
    expect(shown([tenant, api])).toEqual({
      holds: ['tenant: b'],
      not: ['tenant: a off by api_version'],
    });
    expect(shown([tenant, api, { level: 'operation', uses: [on('a')] }])).toEqual({
      holds: ['tenant: b', 'operation: a'],
      not: ['tenant: a overridden by operation'],
    });
  });

  test('a product or plan turns off nothing that runs before it is known', () => {
    const levels: Level<Use>[] = [
      { level: 'api_version', uses: [on('a', 'access'), on('a', 'request')] },
      { level: 'plan', uses: [off('a')] },
    ];
    expect(effectivePolicies(levels).effective.map(({ use }) => use.phase)).toEqual(['access']);
  });

  test('ways to authenticate are decided all together, so that a wide level opens no door of a narrow one', () => {
    const levels: Level<Use>[] = [
      { level: 'tenant', uses: [on('api-key', 'authenticate'), on('basic', 'authenticate')] },
      { level: 'operation', uses: [on('jwt', 'authenticate')] },
    ];
    expect(shown(levels).holds).toEqual(['operation: jwt']);
    const narrower: Level<Use> = { level: 'operation', uses: [off('basic')] };
    expect(shown([levels[0] as Level<Use>, narrower]).holds).toEqual(['tenant: api-key']);
  });

  test('a policy that one level sets several times holds as often', () => {
    const levels: Level<Use>[] = [
      { level: 'tenant', uses: [on('redirect', 'access', 'wide')] },
      { level: 'api_version', uses: [on('redirect', 'access', 'one'), on('redirect', 'access', 'two')] },
    ];
    expect(effectivePolicies(levels).effective.map(({ use }) => use.note)).toEqual(['one', 'two']);
  });
});

const useOf = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd'),
  phase: fc.constantFrom('access', 'authenticate', 'request', 'response', null),
}) as fc.Arbitrary<Use>;
const levelsOf = fc
  .array(fc.uniqueArray(useOf, { selector: ({ id }) => id, maxLength: 4 }), { minLength: 5, maxLength: 5 })
  .map((lists) => lists.map((uses, i): Level<Use> => ({ level: POLICY_LEVELS[i] ?? 'plan', uses })));

describe('for any levels', () => {
  test('the order in which they are given changes nothing', () => {
    fc.assert(
      fc.property(levelsOf, fc.infiniteStream(fc.nat()), (levels, numbers) => {
        const keyed = levels.map((level) => ({ level, at: numbers.next().value }));
        const shuffled = keyed.sort((one, other) => one.at - other.at).map(({ level }) => level);
        expect(effectivePolicies(shuffled)).toEqual(effectivePolicies(levels));
      }),
    );
  });

  test('the order in which a level was filled changes what runs first, and not what holds', () => {
    fc.assert(
      fc.property(levelsOf, (levels) => {
        const turned = levels.map(({ level, uses }) => ({ level, uses: uses.toReversed() }));
        const sorted = (lists: Level<Use>[]) => shown(lists).holds.sort();
        expect(sorted(turned)).toEqual(sorted(levels));
      }),
    );
  });

  test('each policy that is set either holds or says why not, once', () => {
    fc.assert(
      fc.property(levelsOf, (levels) => {
        const { effective, dropped } = effectivePolicies(levels);
        const isSet = levels.flatMap(({ uses }) => uses.filter(({ phase }) => phase !== null));
        expect(new Set([...effective, ...dropped].map(({ use }) => use))).toEqual(new Set(isSet));
        expect(effective.length + dropped.length).toBe(isSet.length);
      }),
    );
  });
});
