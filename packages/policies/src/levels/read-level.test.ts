import type { PolicyLevel } from '@tollgate/domain/policies/policy-level';
import type { PolicyUse } from '@tollgate/domain/snapshot';
import { expect, test } from 'vitest';
import { POLICY_SCHEMAS } from '../registry.ts';
import { canStandAt, findRepeated, readLevel } from './read-level.ts';

const faultsOf = (level: PolicyLevel, ...uses: PolicyUse[]) => {
  const read = readLevel(level, uses);
  return [...read.faults, ...findRepeated(read.uses)].map(
    ({ location, message }) => `${location}: ${message}`,
  );
};
const cors = { id: 'cors', config: { origins: ['*'] } };
const offOf = (id: string): PolicyUse => ({ id, config: {}, isOff: true });

test('settings are read with what is left out filled in, and tell the phase', () => {
  const { uses } = readLevel('plan', [
    { id: 'spike-arrest', config: { requests: 5 } },
    { id: 'respond', config: { to: 'subscribers' } },
  ]);
  expect(uses.map(({ id, phase }) => [id, phase])).toEqual([
    ['spike-arrest', 'request'],
    ['respond', 'request'],
  ]);
  expect(uses[0]?.config).toMatchObject({ requests: 5, per: 'second', burst: 10 });
});

test.each<[PolicyLevel, PolicyUse, RegExp]>([
  ['tenant', { id: 'nothing', config: {} }, /^0\.id: there is no policy nothing/],
  ['tenant', { id: 'toString', config: {} }, /^0\.id: there is no policy toString/],
  ['api_version', { id: 'cors', config: { origins: 7 } }, /^0\.config\.origins: /],
  ['plan', cors, /^0\.config: CORS runs before it is known which plan a request belongs to/],
  ['product', { id: 'jwt', config: { issuer: 'https://a.example' } }, /^0\.config/],
  ['plan', { id: 'respond', config: {} }, /^0\.config: Fixed answer runs with these settings before/],
  ['plan', { id: 'spike-arrest', config: { requests: 1, key: 'address' } }, /^0\.config: /],
  ['tenant', offOf('cors'), /^0\.isOff: no level is wider than the tenant/],
  ['plan', offOf('api-key'), /^0\.isOff: API key runs before/],
  ['operation', { id: 'cors', config: { origins: ['*'] }, isOff: true }, /^0\.config: what is turned off/],
])('%s cannot have %j', (level, use, fault) => {
  expect(faultsOf(level, use)).toEqual([expect.stringMatching(fault)]);
});

test('a policy stands once at a level for each phase, unless it may repeat', () => {
  expect(faultsOf('tenant', cors, cors)).toEqual([expect.stringContaining('1.id: CORS stands here already')]);
  const paced = (key: string) => ({ id: 'spike-arrest', config: { requests: 5, key } });
  expect(faultsOf('tenant', paced('app'), paced('key'), paced('address'))).toEqual([]);
  expect(faultsOf('operation', cors, offOf('cors'))).toEqual([
    expect.stringContaining('1.id: CORS is both set and turned off here'),
  ]);
  expect(faultsOf('operation', offOf('cors'), offOf('cors'))).toHaveLength(1);
});

test('products and plans are offered only what can run when they are known', () => {
  const offered = Object.values(POLICY_SCHEMAS).filter((schema) => canStandAt('plan', schema));
  for (const schema of offered) expect(schema.phase).not.toBe('authenticate');
  expect(offered.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['request-transform', 'response-transform', 'spike-arrest', 'respond']),
  );
  for (const id of ['cors', 'ip-restriction', 'api-key']) {
    expect(offered.map((schema) => schema.id)).not.toContain(id);
  }
  expect(Object.values(POLICY_SCHEMAS).every((schema) => canStandAt('operation', schema))).toBe(true);
});
