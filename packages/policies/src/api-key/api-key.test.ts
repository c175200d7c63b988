import { mintApiKey, mintSecret } from '@tollgate/domain/secrets';
import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import { describe, expect, test } from 'vitest';
import { createApiKeyHandler, type KeyFacts } from './handler.ts';

const { token } = mintApiKey('live');
const facts: KeyFacts = {
  id: 'key_1',
  tenantId: 'tnt_1',
  appId: 'app_1',
  environment: 'live',
  expiresAtMs: null,
  revokedAtMs: null,
};

function decide(headers: Record<string, string | string[]>, key: Partial<KeyFacts> = {}, isComplete = true) {
  const lookedUp: string[] = [];
  const handler = createApiKeyHandler({
    findKey: (candidate) => {
      lookedUp.push(candidate);
      return candidate === token ? { ...facts, ...key } : undefined;
    },
    isComplete: () => isComplete,
    isKnown: () => false,
  });
  const decision = handler(makePolicyRequest(headers), {});
  if (decision instanceof Promise) throw new Error('the api-key policy must not wait');
  return { decision, lookedUp };
}

const problem = (
  headers: Record<string, string | string[]>,
  key: Partial<KeyFacts> = {},
  isComplete = true,
) => {
  const { decision } = decide(headers, key, isComplete);
  return decision.kind === 'reject' ? decision.problem : decision.kind;
};

describe('a live key is admitted in each header it may travel in', () => {
  test.each([
    ['authorization', `Bearer ${token}`],
    ['authorization', `bearer  ${token}`],
    ['x-api-key', token],
    ['apikey', token],
  ])('%s', (name, value) => {
    const { decision } = decide({ [name]: value });
    expect(decision).toMatchObject({
      kind: 'continue',
      principal: { keyId: 'key_1', appId: 'app_1', environment: 'live' },
    });
  });
});

describe('what carried the key is never forwarded', () => {
  test('Authorization goes when it carried the key', () => {
    const { decision } = decide({ authorization: `Bearer ${token}` });
    expect(decision).toMatchObject({
      principal: { credentialHeaders: ['x-api-key', 'apikey', 'authorization'] },
    });
  });

  test('an Authorization for the upstream stays', () => {
    const { decision } = decide({ 'x-api-key': token, authorization: 'Basic abc' });
    expect(decision).toMatchObject({ principal: { credentialHeaders: ['x-api-key', 'apikey'] } });
  });
});

describe('each refusal has a code of its own', () => {
  test('no key', () => expect(problem({})).toBe('key_missing'));
  test('another scheme', () => expect(problem({ authorization: 'Basic abc' })).toBe('key_missing'));
  test('a cut key', () => expect(problem({ 'x-api-key': token.slice(0, -1) })).toBe('key_malformed'));
  test('a wrong checksum', () => {
    const last = token.endsWith('a') ? 'b' : 'a';
    expect(problem({ 'x-api-key': token.slice(0, -1) + last })).toBe('key_malformed');
  });
  test('an empty key', () => expect(problem({ 'x-api-key': '' })).toBe('key_malformed'));
  test('two different keys', () => {
    expect(problem({ 'x-api-key': [token, mintApiKey('live').token] })).toBe('key_malformed');
    expect(problem({ 'x-api-key': token, authorization: `Bearer ${mintApiKey('live').token}` })).toBe(
      'key_malformed',
    );
  });
  test('another kind of secret', () =>
    expect(problem({ 'x-api-key': mintSecret('tg_pat').token })).toBe('key_malformed'));
  test('a key nobody has', () =>
    expect(problem({ 'x-api-key': mintApiKey('live').token })).toBe('key_unknown'));
  test("another tenant's key", () =>
    expect(problem({ 'x-api-key': token }, { tenantId: 'tnt_2' })).toBe('key_unknown'));
  test('a revoked key', () =>
    expect(problem({ 'x-api-key': token }, { revokedAtMs: 1 })).toBe('key_revoked'));
  test('an expired key', () =>
    expect(problem({ 'x-api-key': token }, { expiresAtMs: 1_000_000 })).toBe('key_expired'));
  test('a key of the other environment', () => {
    expect(problem({ 'x-api-key': token }, { environment: 'test' })).toBe('key_wrong_environment');
  });
});

test('while keys may be missing from memory, an unknown key is 503 and not 401', () => {
  expect(problem({ 'x-api-key': mintApiKey('live').token }, {}, false)).toBe('not_ready');
});

test('a key that expires later is admitted', () => {
  expect(problem({ 'x-api-key': token }, { expiresAtMs: 1_000_001 })).toBe('continue');
});

test('10,000 guesses lead to no look-up', () => {
  let lookUps = 0;
  for (let i = 0; i < 10_000; i++) {
    const guess = `tg_live_${Math.random().toString(36).slice(2).padEnd(30, '0').slice(0, 30)}`;
    lookUps += decide({ 'x-api-key': guess }).lookedUp.length;
  }
  expect(lookUps).toBe(0);
});
