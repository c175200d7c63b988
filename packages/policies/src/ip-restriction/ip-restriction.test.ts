import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import { describe, expect, test } from 'vitest';
import { createIpRestrictionHandler } from './handler.ts';
import { schema } from './schema.ts';

const handler = createIpRestrictionHandler();

function decide(config: unknown, clientAddress: string) {
  const decision = handler(makePolicyRequest({}, { clientAddress }), schema.config.parse(config));
  return (decision as { kind: string }).kind;
}

describe('an allow list admits only what is on it', () => {
  const config = { allow: ['203.0.113.0/24', '2001:db8::/32', '198.51.100.7'] };
  test.each(['203.0.113.7', '::ffff:203.0.113.7', '::FFFF:203.0.113.7', '2001:db8::1', '198.51.100.7'])(
    '%s is admitted',
    (address) => expect(decide(config, address)).toBe('continue'),
  );
  test.each(['203.0.114.7', '::ffff:203.0.114.7', '2001:db9::1', '198.51.100.8', '', 'nonsense'])(
    '%s is refused',
    (address) => expect(decide(config, address)).toBe('reject'),
  );
});

test('a deny list refuses what is on it, in either spelling of IPv4', () => {
  const config = { deny: ['203.0.113.0/24'] };
  expect(decide(config, '203.0.113.7')).toBe('reject');
  expect(decide(config, '::ffff:203.0.113.7')).toBe('reject');
  expect(decide(config, '203.0.114.7')).toBe('continue');
});

test('deny wins over allow', () => {
  expect(decide({ allow: ['203.0.113.0/24'], deny: ['203.0.113.7'] }, '203.0.113.7')).toBe('reject');
});

test('the answer is 403 forbidden and tells nothing of the list', () => {
  const request = makePolicyRequest({}, { clientAddress: '203.0.113.7' });
  const decision = handler(request, schema.config.parse({ allow: ['198.51.100.7'] }));
  expect(decision).toEqual({
    kind: 'reject',
    problem: 'forbidden',
    detail: 'Calls from your network address are not allowed.',
  });
});

test.each([
  {},
  { allow: [], deny: [] },
  { allow: ['nowhere'] },
  { allow: ['10.0.0.0/33'] },
  { allow: ['2001:db8::/129'] },
  { allow: ['10.0.0.0/8/8'] },
  { allow: ['999.0.0.1'] },
  { allow: ['10.0.0.1'], other: true },
])('a configuration that cannot be meant is refused: %j', (config) => {
  expect(schema.config.safeParse(config).success).toBe(false);
});
