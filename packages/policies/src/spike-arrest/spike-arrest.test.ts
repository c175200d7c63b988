import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import { expect, test } from 'vitest';
import { createSpikeArrestHandler } from './handler.ts';
import { Paces } from './paces.ts';
import { schema } from './schema.ts';

const CALLER = {
  keyId: 'key_1',
  appId: 'app_1',
  subscriptionId: 'sub_1',
  planId: 'pln_1',
  environment: 'live' as const,
  credentialHeaders: [],
};

function rig(config: unknown, workers = 1) {
  const handler = createSpikeArrestHandler({ workers });
  const parsed = schema.config.parse(config);
  return (nowMs: number, others: Parameters<typeof makePolicyRequest>[1] = {}) =>
    handler(makePolicyRequest({}, { caller: CALLER, nowMs, ...others }), parsed) as { kind: string };
}

test('requests at the rate are admitted, faster ones refused with when to come back', () => {
  const decide = rig({ requests: 10, burst: 1 });
  expect(decide(0).kind).toBe('continue');
  expect(decide(99)).toMatchObject({
    kind: 'reject',
    problem: 'rate_limited',
    headers: ['retry-after', '1'],
  });
  for (let at = 100; at <= 1000; at += 100) expect(decide(at).kind).toBe('continue');
});

test('after a pause a burst is admitted, and then the rate again', () => {
  const decide = rig({ requests: 60, per: 'minute', burst: 3 });
  expect([0, 0, 0, 0].map((at) => decide(at).kind)).toEqual(['continue', 'continue', 'continue', 'reject']);
  expect(decide(1000).kind).toBe('continue');
  expect(decide(1001).kind).toBe('reject');
});

test('a refused request takes nothing', () => {
  const decide = rig({ requests: 1, burst: 1 });
  decide(0);
  for (let at = 1; at < 1000; at += 100) expect(decide(at).kind).toBe('reject');
  expect(decide(1000).kind).toBe('continue');
});

test('each worker has its share', () => {
  const decide = rig({ requests: 10, burst: 4 }, 2);
  expect([0, 0, 0].map((at) => decide(at).kind)).toEqual(['continue', 'continue', 'reject']);
  expect(decide(199).kind).toBe('reject');
  expect(decide(200).kind).toBe('continue');
});

test.each([
  ['app', { caller: { ...CALLER, appId: 'app_2' } }, { caller: { ...CALLER, keyId: 'key_2' } }],
  ['key', { caller: { ...CALLER, keyId: 'key_2' } }, { clientAddress: '198.51.100.1' }],
  ['address', { clientAddress: '198.51.100.1' }, { caller: { ...CALLER, appId: 'app_2' } }],
] as const)('by %s, another one has a pace of its own', (key, other, same) => {
  const decide = rig({ requests: 1, burst: 1, key });
  expect(decide(0).kind).toBe('continue');
  expect(decide(0, other).kind).toBe('continue');
  expect(decide(0, same).kind).toBe('reject');
});

test('addresses of one IPv6 network are one caller', () => {
  const decide = rig({ requests: 1, burst: 1, key: 'address' });
  expect(decide(0, { clientAddress: '2001:db8:0:1::1' }).kind).toBe('continue');
  expect(decide(0, { clientAddress: '2001:db8:0:1:ffff::2' }).kind).toBe('reject');
  expect(decide(0, { clientAddress: '2001:db8:0:2::1' }).kind).toBe('continue');
  expect(decide(0, { clientAddress: '::1' }).kind).toBe('continue');
});

test('by app or key it runs when the caller is known, else before', () => {
  const phases = ['app', 'key', 'address', 'everyone'].map((key) =>
    schema.phaseOf?.(schema.config.parse({ requests: 1, key })),
  );
  expect(phases).toEqual(['request', 'request', 'access', 'access']);
});

test('a million callers take no more memory than it was told, and the recent ones stay paced', () => {
  const paces = new Paces(0.001, 1, 1000);
  expect(paces.take('steady', 0)).toBe(0);
  for (let i = 0; i < 1500; i++) expect(paces.take(`caller ${i}`, 1)).toBe(0);
  expect(paces.take('steady', 2)).toBeGreaterThan(0);
  for (let i = 0; i < 100_000; i++) paces.take(`other ${i}`, 3);
  expect(paces.take('other 99999', 4)).toBeGreaterThan(0);
  expect(paces.take('other 0', 4)).toBe(0);
});

test.each([
  {},
  { requests: 0 },
  { requests: 1, per: 'hour' },
  { requests: 1, burst: 0 },
  { requests: 1, key: 'header' },
  { requests: 1, other: 1 },
])('a configuration that cannot be meant is refused: %j', (config) => {
  expect(schema.config.safeParse(config).success).toBe(false);
});
