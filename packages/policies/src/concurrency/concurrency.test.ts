import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import { expect, test } from 'vitest';
import type { Continue, Decision } from '../policy.ts';
import { createConcurrencyHandler } from './handler.ts';
import { InFlight } from './in-flight.ts';
import { schema } from './schema.ts';

const CALLER = {
  keyId: 'key_1',
  appId: 'app_1',
  subscriptionId: 'sub_1',
  planId: 'pln_1',
  environment: 'live' as const,
  credentialHeaders: [],
};

type Others = Parameters<typeof makePolicyRequest>[1];

function rig(workers = 1, slot = 0) {
  const handler = createConcurrencyHandler({ workers, slot });
  return (config: unknown, others: Others = {}) =>
    handler(makePolicyRequest({}, { caller: CALLER, ...others }), schema.config.parse(config)) as Decision;
}

const end = (decision: Decision) => (decision as Continue).ticket?.release();

test('as many as may be are under way at once, and the next comes when one ends', () => {
  const decide = rig();
  const [first] = [decide({ max: 2 }), decide({ max: 2 })];
  expect(decide({ max: 2 })).toMatchObject({
    kind: 'reject',
    problem: 'concurrency_exceeded',
    headers: ['retry-after', '1'],
  });
  end(first as Decision);
  expect(decide({ max: 2 }).kind).toBe('continue');
  expect(decide({ max: 2 }).kind).toBe('reject');
});

test('a place that is given back twice is one place', () => {
  const decide = rig();
  const first = decide({ max: 2 });
  decide({ max: 2 });
  end(first);
  end(first);
  expect(decide({ max: 2 }).kind).toBe('continue');
  expect(decide({ max: 2 }).kind).toBe('reject');
});

test.each<[string, Others, Others]>([
  ['app', { caller: { ...CALLER, appId: 'app_2' } }, { caller: { ...CALLER, subscriptionId: 'sub_2' } }],
  ['subscription', { caller: { ...CALLER, subscriptionId: 'sub_2' } }, { operationId: 'opn_2' }],
  ['operation', { operationId: 'opn_2' }, { caller: { ...CALLER, appId: 'app_2' } }],
  ['version', { apiVersionId: 'ver_2' }, { operationId: 'opn_2', caller: { ...CALLER, appId: 'app_2' } }],
  ['tenant', { tenantId: 'tnt_2' }, { apiVersionId: 'ver_2', operationId: 'opn_2' }],
])('per %s, others have places of their own', (per, other, same) => {
  const decide = rig();
  expect(decide({ max: 1, per }).kind).toBe('continue');
  expect(decide({ max: 1, per }, other).kind).toBe('continue');
  expect(decide({ max: 1, per }, same).kind).toBe('reject');
});

test('what is under way still counts when the configuration changes', () => {
  const decide = rig();
  decide({ max: 3 });
  decide({ max: 3 });
  expect(decide({ max: 2 }).kind).toBe('reject');
  expect(decide({ max: 3 }).kind).toBe('continue');
});

test.each([
  [10, 4],
  [4, 4],
  [7, 3],
  [1, 1],
])('of %d places, %d workers have shares that are the whole together', (max, workers) => {
  const shares = Array.from({ length: workers }, (_, slot) => {
    const decide = rig(workers, slot);
    let share = 0;
    while (decide({ max }).kind === 'continue') share++;
    return share;
  });
  expect(shares.reduce((sum, share) => sum + share)).toBe(max);
  expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
});

test('a worker has one place at least', () => {
  const decide = rig(4, 3);
  expect(decide({ max: 2 }).kind).toBe('continue');
  expect(decide({ max: 2 }).kind).toBe('reject');
});

test('a group that has nothing under way takes no memory', () => {
  const inFlight = new InFlight();
  const tickets = Array.from({ length: 10_000 }, (_, i) => inFlight.take(`app ${i}`, 1));
  expect(inFlight.groups).toBe(10_000);
  for (const ticket of tickets) ticket?.release();
  expect(inFlight.groups).toBe(0);
});

test.each([{}, { max: 0 }, { max: 1.5 }, { max: 1, per: 'key' }, { max: 1, other: 1 }])(
  'a configuration that cannot be meant is refused: %j',
  (config) => {
    expect(schema.config.safeParse(config).success).toBe(false);
  },
);
