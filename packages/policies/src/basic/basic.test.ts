import { mintSecret } from '@tollgate/domain/secrets';
import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import { describe, expect, test } from 'vitest';
import { type ClientSecretFacts, createBasicHandler } from './handler.ts';

const NOW_MS = 1_700_000_000_000;
const secret = mintSecret('tg_cs');
const old = mintSecret('tg_cs');
const facts: ClientSecretFacts = {
  id: 'cli_1',
  tenantId: 'tnt_1',
  appId: 'app_1',
  environment: 'live',
  revokedAt: null,
  secretHash: secret.hash,
  oldSecretHash: old.hash,
  oldSecretEndsAt: new Date(NOW_MS + 1000).toISOString(),
};
const basic = (text: string) => `Basic ${btoa(text)}`;
const right = basic(`cli_1:${secret.token}`);

function decide(
  authorization: string | string[],
  change: Partial<ClientSecretFacts> = {},
  isComplete = true,
) {
  const handler = createBasicHandler({
    findClient: (id) => (id === 'cli_1' ? { ...facts, ...change } : undefined),
    isComplete: () => isComplete,
  });
  const decision = handler(makePolicyRequest({ authorization }, { nowMs: NOW_MS }), {});
  if (decision instanceof Promise) throw new Error('the basic policy must not wait');
  return decision;
}
const problem = (...asked: Parameters<typeof decide>) => {
  const decision = decide(...asked);
  return decision.kind === 'reject' ? decision.problem : decision.kind;
};

test('a client with its secret is admitted as its app, and the header is not forwarded', () => {
  expect(decide(right)).toMatchObject({
    principal: { keyId: 'cli_1', appId: 'app_1', environment: 'live', credentialHeaders: ['authorization'] },
  });
});

describe('each refusal', () => {
  test.each<[string, string | string[], string]>([
    ['nothing', [], 'credentials_missing'],
    ['another scheme', 'Bearer abc', 'credentials_missing'],
    ['no base64', 'Basic ???', 'secret_wrong'],
    ['no colon', basic('cli_1'), 'secret_wrong'],
    ['an API key', basic(`cli_1:${mintSecret('tg_live').token}`), 'secret_wrong'],
    ['another secret', basic(`cli_1:${mintSecret('tg_cs').token}`), 'secret_wrong'],
    ['an unknown client', basic(`cli_2:${secret.token}`), 'secret_wrong'],
    ['two at once', [right, right], 'secret_wrong'],
  ])('%s', (_name, authorization, expected) => expect(problem(authorization)).toBe(expected));

  test('another tenant’s client', () => expect(problem(right, { tenantId: 'tnt_2' })).toBe('secret_wrong'));
  test('a revoked client', () => {
    const revoked = { revokedAt: '2026-01-01T00:00:00Z' };
    expect(problem(right, revoked)).toBe('token_revoked');
    expect(problem(basic(`cli_1:${mintSecret('tg_cs').token}`), revoked)).toBe('secret_wrong');
  });
  test('while clients may be missing from memory, an unknown one is 503', () =>
    expect(problem(basic(`cli_2:${secret.token}`), {}, false)).toBe('not_ready'));
});

test('the old secret works until its time is over', () => {
  const header = basic(`cli_1:${old.token}`);
  expect(problem(header)).toBe('continue');
  expect(problem(header, { oldSecretEndsAt: new Date(NOW_MS).toISOString() })).toBe('secret_wrong');
  expect(problem(header, { oldSecretHash: null, oldSecretEndsAt: null })).toBe('secret_wrong');
});
