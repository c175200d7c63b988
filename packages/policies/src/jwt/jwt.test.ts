import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { JwtAlgorithm } from '@tollgate/domain/jwt/algorithm-names';
import { parseKeySet } from '@tollgate/domain/jwt/key-set';
import { signJwt } from '@tollgate/domain/jwt/sign-jwt';
import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import { describe, expect, test } from 'vitest';
import type { Decision } from '../policy.ts';
import { createJwtHandler, type JwksSource } from './handler.ts';
import { JwtConfig } from './schema.ts';

const APP = `app_${'1'.repeat(22)}`;
const NOW_MS = 1_700_000_000_000;
const NOW = NOW_MS / 1000;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const ed = generateKeyPairSync('ed25519');
const jwk = (key: KeyObject, kid: string, more: object = {}) => ({
  ...key.export({ format: 'jwk' }),
  kid,
  ...more,
});
const jwksText = JSON.stringify({
  keys: [jwk(rsa.publicKey, 'rsa'), jwk(ec.publicKey, 'ec'), jwk(ed.publicKey, 'ed')],
});
const base = { issuer: 'https://id.example', audiences: ['atlas'], jwks: jwksText };
const claims = {
  iss: 'https://id.example',
  aud: 'atlas',
  client_id: APP,
  exp: NOW + 60,
  iat: NOW,
  scope: 'read write',
};
const sign = (change: object = {}, algorithm: JwtAlgorithm = 'RS256', keyId = 'rsa', key = rsa.privateKey) =>
  signJwt({ algorithm, keyId }, { ...claims, ...change }, key);
const noIssuer: JwksSource = { current: () => undefined, refreshed: async () => undefined };

async function decide(token: string | null, config: object = {}, jwks = noIssuer): Promise<Decision> {
  const handler = createJwtHandler({ jwks });
  const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
  return handler(makePolicyRequest(headers, { nowMs: NOW_MS }), JwtConfig.parse({ ...base, ...config }));
}

async function problem(token: string | null, config: object = {}, jwks = noIssuer): Promise<string> {
  const decision = await decide(token, config, jwks);
  return decision.kind === 'reject' ? decision.problem : decision.kind;
}

test('a token of the issuer is admitted as the app it names, and is not forwarded', async () => {
  expect(await decide(sign())).toMatchObject({
    kind: 'continue',
    principal: { appId: APP, keyId: '', environment: 'live', credentialHeaders: ['authorization'] },
  });
  expect(await decide(sign(), { forwardToken: true, environment: 'test' })).toMatchObject({
    principal: { environment: 'test', credentialHeaders: [] },
  });
});

test.each<[JwtAlgorithm, string, KeyObject]>([
  ['RS512', 'rsa', rsa.privateKey],
  ['PS256', 'rsa', rsa.privateKey],
  ['ES256', 'ec', ec.privateKey],
  ['EdDSA', 'ed', ed.privateKey],
])('%s verifies when it is accepted, and only then', async (algorithm, keyId, key) => {
  expect(await problem(sign({}, algorithm, keyId, key), { algorithms: [algorithm] })).toBe('continue');
  expect(await problem(sign({}, algorithm, keyId, key), { algorithms: ['RS384'] })).toBe('token_untrusted');
});

describe('each refusal has a code of its own', () => {
  test.each<[string, string | null, string]>([
    ['no token', null, 'token_missing'],
    ['an API key', 'tg_live_123', 'token_missing'],
    ['no JWT', 'abc', 'token_malformed'],
    ['an encrypted token', 'a.b.c.d.e', 'token_malformed'],
    ['another issuer', sign({ iss: 'https://id.example/' }), 'token_untrusted'],
    ['another audience', sign({ aud: ['other'] }), 'token_untrusted'],
    ['another key', sign({}, 'RS256', 'rsa', other.privateKey), 'token_untrusted'],
    ['an unknown key id', sign({}, 'RS256', 'nobody'), 'token_untrusted'],
    ['expired', sign({ exp: NOW - 31 }), 'token_expired'],
    ['not yet valid', sign({ nbf: NOW + 31 }), 'token_expired'],
    ['issued in the future', sign({ iat: NOW + 31 }), 'token_expired'],
    ['without an end', sign({ exp: undefined }), 'token_untrusted'],
    ['a time that is a text', sign({ exp: '9999999999' }), 'token_untrusted'],
    ['no app', sign({ client_id: undefined }), 'token_app_unknown'],
    ['an app that is none', sign({ client_id: 'app_1' }), 'token_app_unknown'],
  ])('%s', async (_name, token, expected) => expect(await problem(token)).toBe(expected));

  test('within the clock skew it is admitted', async () => {
    expect(await problem(sign({ exp: NOW - 29, nbf: NOW + 29 }))).toBe('continue');
  });
});

describe('forged algorithms', () => {
  const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
  const head = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  test.each(['none', 'None', 'HS256', 'hs256', 'RS1', '', 'constructor'])('%s is refused', async (alg) => {
    const signed = `${head({ alg, kid: 'rsa' })}.${body}`;
    const pem = rsa.publicKey.export({ format: 'pem', type: 'spki' });
    const mac = createHmac('sha256', pem).update(signed).digest('base64url');
    expect(await problem(`${signed}.${mac}`)).toBe('token_untrusted');
    expect(await problem(`${signed}.`)).toBe('token_malformed');
  });

  test('a header with crit is refused', async () => {
    expect(await problem(`${head({ alg: 'RS256', kid: 'rsa', crit: ['x'] })}.${body}.AAAA`)).toBe(
      'token_malformed',
    );
  });

  test('a key carried in the token itself counts for nothing', async () => {
    const carried = head({ alg: 'RS256', kid: 'own', jwk: jwk(other.publicKey, 'own') });
    expect(await problem(`${carried}.${body}.AAAA`)).toBe('token_untrusted');
  });

  test('shared secrets, private keys, keys for encryption and short RSA keys are no keys', () => {
    const read = (key: object) => () => parseKeySet(JSON.stringify({ keys: [key] }));
    expect(read({ kty: 'oct', k: 'c2VjcmV0', kid: 'rsa' })).toThrow('no public key');
    expect(read(jwk(rsa.privateKey, 'rsa'))).toThrow('no public key');
    expect(read(jwk(rsa.publicKey, 'rsa', { use: 'enc' }))).toThrow('no public key');
    expect(read(jwk(rsa.publicKey, 'rsa', { alg: 'HS256' }))).toThrow('no public key');
    expect(read(jwk(weak.publicKey, 'weak'))).toThrow('no public key');
    expect(JwtConfig.safeParse({ ...base, jwks: '{"keys":[{"kty":"oct","k":"AA"}]}' }).success).toBe(false);
  });
});

test('a claim is mapped to an app by the table, and names of objects are no entries', async () => {
  const config = { appClaim: 'azp', apps: [`mobile=${APP}`] };
  expect(await problem(sign({ azp: 'mobile' }), config)).toBe('continue');
  for (const azp of ['web', APP, 'constructor', '__proto__', ['mobile'], 1]) {
    expect(await problem(sign({ azp }), config)).toBe('token_app_unknown');
  }
});

test('claims and scopes that are asked for must be there', async () => {
  const wanted = { requiredClaims: ['email_verified=true', 'groups=admins'] };
  expect(await problem(sign({ email_verified: true, groups: ['users', 'admins'] }), wanted)).toBe('continue');
  expect(await problem(sign({ email_verified: true, groups: 'users' }), wanted)).toBe('token_untrusted');
  expect(await problem(sign(), { requiredClaims: ['toString'] })).toBe('token_untrusted');
  expect(await problem(sign(), { requiredScopes: ['read', 'write'] })).toBe('continue');
  expect(await decide(sign(), { requiredScopes: ['admin'] })).toMatchObject({
    problem: 'scope_insufficient',
    headers: ['www-authenticate', 'Bearer realm="api", error="insufficient_scope", scope="admin"'],
  });
});

describe('keys by address', () => {
  const byAddress = { jwks: '', jwksUrl: 'https://id.example/keys' };

  test('an issuer that was never reached is 503, not 401', async () => {
    expect(await problem(sign(), byAddress)).toBe('issuer_unreachable');
  });

  test('a new key is asked for once, and a token proved before is proved again under other keys', async () => {
    const old = parseKeySet(JSON.stringify({ keys: [jwk(other.publicKey, 'old')] }));
    const latest = parseKeySet(jwksText);
    let keys = old;
    let reads = 0;
    const jwks: JwksSource = {
      current: () => keys,
      refreshed: async () => {
        reads++;
        keys = latest;
        return keys;
      },
    };
    const handler = createJwtHandler({ jwks });
    const config = JwtConfig.parse({ ...base, ...byAddress });
    const request = makePolicyRequest({ authorization: `Bearer ${sign()}` }, { nowMs: NOW_MS });
    expect((await handler(request, config)).kind).toBe('continue');
    expect(handler(request, config)).not.toBeInstanceOf(Promise);
    expect(reads).toBe(1);
    keys = old;
    expect(handler(request, config)).toBeInstanceOf(Promise);
  });
});

test('a token is proved once, and refused when it expires or the configuration changes', async () => {
  const handler = createJwtHandler({ jwks: noIssuer });
  const config = JwtConfig.parse(base);
  const token = sign();
  const at = (nowMs: number, under = config) =>
    handler(makePolicyRequest({ authorization: `Bearer ${token}` }, { nowMs }), under);
  expect((await at(NOW_MS)).kind).toBe('continue');
  expect(at(NOW_MS + 1000)).toMatchObject({ kind: 'continue' });
  expect(at(NOW_MS + 90_000)).toMatchObject({ kind: 'reject', problem: 'token_expired' });
  const narrower = JwtConfig.parse({ ...base, audiences: ['other'] });
  expect(await at(NOW_MS, narrower)).toMatchObject({ problem: 'token_untrusted' });
});

test('tokens beyond what may be checked at once are told to come again', async () => {
  const handler = createJwtHandler({ jwks: noIssuer });
  const config = JwtConfig.parse(base);
  const forged = sign({}, 'RS256', 'rsa', other.privateKey);
  const answers = await Promise.all(
    Array.from({ length: 600 }, () =>
      handler(makePolicyRequest({ authorization: `Bearer ${forged}` }, { nowMs: NOW_MS }), config),
    ),
  );
  const codes = answers.map((answer) => (answer.kind === 'reject' ? answer.problem : answer.kind));
  expect(new Set(codes)).toEqual(new Set(['token_untrusted', 'overloaded']));
});

test.each<[string, object]>([
  ['no keys', { jwks: '' }],
  ['keys twice', { jwksUrl: 'https://id.example/keys' }],
  ['an address with a password', { jwks: '', jwksUrl: 'https://a:b@id.example/keys' }],
  ['an address of a file', { jwks: '', jwksUrl: 'file:///etc/passwd' }],
  ['a shared-secret algorithm', { algorithms: ['HS256'] }],
  ['no algorithm', { algorithms: [] }],
  ['no audience', { audiences: [] }],
  ['an app that is none', { apps: ['mobile=app_1'] }],
])('a configuration with %s is refused', (_name, change) => {
  expect(JwtConfig.safeParse({ ...base, ...change }).success).toBe(false);
});
