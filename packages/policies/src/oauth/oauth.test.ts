import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readKeys } from '@tollgate/domain/jwt/key-set';
import { signJwt } from '@tollgate/domain/jwt/sign-jwt';
import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import { describe, expect, test } from 'vitest';
import { type ClientFacts, createOauthHandler } from './handler.ts';

const NOW_MS = 1_700_000_000_000;
const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const stranger = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const keysOf = (key: KeyObject) =>
  readKeys([{ ...key.export({ format: 'jwk' }), kid: 'sgk_1', alg: 'ES256' }]);
const client: ClientFacts = {
  id: 'cli_1',
  tenantId: 'tnt_1',
  appId: 'app_1',
  environment: 'test',
  revokedAt: null,
};
const claims = { aud: 'tnt_1', client_id: 'cli_1', products: ['prd_1'], exp: NOW_MS / 1000 + 600 };
const sign = (change: object = {}, keyId = 'sgk_1', key = pair.privateKey, type = 'at+jwt') =>
  signJwt({ algorithm: 'ES256', keyId, type }, { ...claims, ...change }, key);

function makeHandler(known: Partial<ClientFacts> = {}, keyTenantId = 'tnt_1', isComplete = true) {
  const state = {
    client: { ...client, ...known },
    keys: keysOf(pair.publicKey),
  };
  const handler = createOauthHandler({
    findClient: (id) => (id === state.client.id ? state.client : undefined),
    findSigningKey: (id) =>
      id === 'sgk_1' ? { record: { tenantId: keyTenantId }, keys: state.keys } : undefined,
    isComplete: () => isComplete,
  });
  const decide = (token: string | null, nowMs = NOW_MS) =>
    handler(makePolicyRequest(token === null ? {} : { authorization: `Bearer ${token}` }, { nowMs }), {});
  const problem = async (token: string | null, nowMs = NOW_MS) => {
    const decision = await decide(token, nowMs);
    return decision.kind === 'reject'
      ? [decision.problem, decision.credential ?? 'own'].join()
      : decision.kind;
  };
  return { state, decide, problem };
}

test('a token of ours calls as the app of its client, for the products it was issued for', async () => {
  expect(await makeHandler().decide(sign())).toEqual({
    kind: 'continue',
    principal: {
      keyId: 'cli_1',
      appId: 'app_1',
      environment: 'test',
      productIds: new Set(['prd_1']),
      credentialHeaders: ['authorization'],
    },
  });
});

describe('each refusal has a code of its own', () => {
  test.each<[string, string | null, string]>([
    ['nothing', null, 'token_missing,absent'],
    ['an API key', 'tg_live_1', 'token_missing,absent'],
    ['no JWT', 'abc', 'token_malformed,foreign'],
    ['a token of another issuer', sign({}, 'rsa'), 'token_untrusted,foreign'],
    ['a token of another kind', sign({}, 'sgk_1', pair.privateKey, 'JWT'), 'token_untrusted,foreign'],
    ['an unknown key', sign({}, 'sgk_2'), 'token_untrusted,own'],
    ['another key', sign({}, 'sgk_1', stranger.privateKey), 'token_untrusted,own'],
    ['another tenant', sign({ aud: 'tnt_2' }), 'token_untrusted,own'],
    ['an unknown client', sign({ client_id: 'cli_2' }), 'token_untrusted,own'],
    ['expired', sign({ exp: NOW_MS / 1000 }), 'token_expired,own'],
    ['without an end', sign({ exp: undefined }), 'token_expired,own'],
  ])('%s', async (_name, token, expected) => expect(await makeHandler().problem(token)).toBe(expected));
});

test('another tenant’s key or client proves nothing here', async () => {
  expect(await makeHandler({}, 'tnt_2').problem(sign())).toBe('token_untrusted,own');
  expect(await makeHandler({ tenantId: 'tnt_2' }).problem(sign())).toBe('token_untrusted,own');
});

test('a revoked client, a key taken away and the end of its time refuse a token proved before', async () => {
  const { state, decide, problem } = makeHandler();
  const token = sign();
  expect(await problem(token)).toBe('continue');
  expect(decide(token)).toMatchObject({ kind: 'continue' });
  expect(await problem(token, NOW_MS + 600_000)).toBe('token_expired,own');
  state.client = { ...client, revokedAt: '2026-01-01T00:00:00Z' };
  expect(decide(token)).toMatchObject({ problem: 'token_revoked' });
  state.client = client;
  state.keys = keysOf(stranger.publicKey);
  expect(await problem(token)).toBe('token_untrusted,own');
});

test('while clients may be missing from memory, an unknown one is 503 and not 401', async () => {
  expect(await makeHandler({ id: 'cli_9' }, 'tnt_1', false).problem(sign())).toBe('not_ready,own');
});
