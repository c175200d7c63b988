import { schema as apiKey } from '@tollgate/policies/api-key/schema';
import { schema as basic } from '@tollgate/policies/basic/schema';
import { schema as jwt } from '@tollgate/policies/jwt/schema';
import { schema as oauth } from '@tollgate/policies/oauth/schema';
import type { Decision, PolicyHandler } from '@tollgate/policies/policy';
import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import { expect, test } from 'vitest';
import { keepCredentials, type Method } from './keep-credentials.ts';

const SCHEMAS = { apiKey, basic, jwt, oauth };
const KEY = 'tg_live_anything';

const method = (id: keyof typeof SCHEMAS, found: string[], config: object = {}): Method => ({
  policy: {
    id,
    run: (() => ({
      kind: 'continue',
      principal: { keyId: '', appId: 'app_1', environment: 'live', credentialHeaders: found },
    })) as PolicyHandler<never>,
    config: config as never,
  },
  schema: SCHEMAS[id] as unknown as Method['schema'],
});

async function withheld(methods: Method[], headers: Record<string, string>) {
  const [decides] = keepCredentials(methods);
  const decision = (await decides?.run(makePolicyRequest(headers), decides.config)) as Decision;
  return decision.kind === 'continue' ? decision.principal?.credentialHeaders : decision;
}

test('the credential of another method of the route is not forwarded either', async () => {
  const byJwt = method('jwt', ['authorization']);
  const byKey = method('apiKey', ['x-api-key', 'apikey']);
  const byBasic = method('basic', ['authorization']);
  expect(await withheld([byJwt, byKey], { authorization: 'Bearer x', 'x-api-key': 'any' })).toEqual([
    'authorization',
    'x-api-key',
  ]);
  expect(await withheld([byKey, byJwt], { authorization: 'Bearer x', 'x-api-key': KEY })).toEqual([
    'x-api-key',
    'apikey',
    'authorization',
  ]);
  expect(await withheld([byKey, byBasic], { authorization: 'Basic x', apikey: KEY })).toContain(
    'authorization',
  );
});

test('a token that is configured to pass does, whichever method decides', async () => {
  const passing = method('jwt', [], { forwardToken: true });
  const key = method('apiKey', ['x-api-key', 'apikey']);
  expect(
    await withheld([passing, method('oauth', ['authorization'])], { authorization: 'Bearer x' }),
  ).toEqual([]);
  expect(await withheld([key, passing], { authorization: 'Bearer x', apikey: KEY })).toEqual([
    'x-api-key',
    'apikey',
  ]);
});

test('a key of ours stays here on routes that take none; what is meant for the upstream passes', async () => {
  for (const id of ['jwt', 'oauth', 'basic'] as const) {
    const one = method(id, ['authorization']);
    const sent = { authorization: 'x', 'x-api-key': KEY, apikey: `Bearer ${KEY}` };
    expect(await withheld([one], sent)).toEqual(['authorization', 'x-api-key', 'apikey']);
    expect(await withheld([one], { authorization: 'x', 'x-api-key': 'theirs' })).toEqual(['authorization']);
  }
});

test('a route of keys alone is left as it is', () => {
  const only = method('apiKey', []);
  expect(keepCredentials([only])[0]).toBe(only.policy);
});
