import type { LevelPolicies } from '@tollgate/contract/policies/levels';
import type { PolicyLevel } from '@tollgate/domain/policies/policy-level';
import type { PolicyUse } from '@tollgate/domain/snapshot';
import { expect, test } from 'vitest';
import { policyStates } from './policy-states.ts';

const level = (name: PolicyLevel, ...policies: PolicyUse[]): LevelPolicies => ({
  targetId: name,
  level: name,
  policies,
});
const cors: PolicyUse = { id: 'cors', config: { origins: ['*'] } };
const basic: PolicyUse = { id: 'basic', config: {} };
const pace = (key: string): PolicyUse => ({ id: 'spike-arrest', config: { requests: 5, key } });

function stateOf(id: string, own: LevelPolicies, ...wider: LevelPolicies[]) {
  const { kind, from } = policyStates(own, wider).find(({ schema }) => schema.id === id) ?? {};
  return from ? `${kind} ${from}` : kind;
}

test('a policy is on here, comes from a wider level, is turned off here, or is off', () => {
  const tenant = level('tenant', cors);
  expect(stateOf('cors', tenant)).toBe('here');
  expect(stateOf('cors', level('operation'), tenant)).toBe('wider tenant');
  expect(stateOf('cors', level('operation', cors), tenant)).toBe('here tenant');
  expect(stateOf('cors', level('operation', { ...cors, config: {}, isOff: true }), tenant)).toBe(
    'turned_off tenant',
  );
  expect(stateOf('jwt', level('operation'), tenant)).toBe('off');
});

test('callers are asked for a key until some level names another way in', () => {
  expect(stateOf('api-key', level('operation'), level('tenant'))).toBe('always');
  expect(stateOf('api-key', level('operation'), level('tenant', basic))).toBe('off');
  const key: PolicyUse = { id: 'api-key', config: {} };
  expect(stateOf('api-key', level('operation', basic), level('tenant', key))).toBe('overridden tenant');
});

test('a product shows nothing that has run before it is known', () => {
  const states = policyStates(level('product'), [level('tenant', cors, pace('address'))]);
  expect(states.map(({ schema }) => schema.id)).not.toContain('cors');
  expect(stateOf('spike-arrest', level('product'), level('tenant', pace('address')))).toBe('off');
  expect(stateOf('spike-arrest', level('product'), level('tenant', pace('app')))).toBe('wider tenant');
});

test('what holds stands before what is off', () => {
  const kinds = policyStates(level('plan', pace('app')), []).map(({ kind }) => kind);
  expect(kinds[0]).toBe('here');
  expect(new Set(kinds.slice(1))).toEqual(new Set(['off']));
});
