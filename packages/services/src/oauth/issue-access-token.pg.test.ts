import { randomBytes } from 'node:crypto';
import { readKeys } from '@tollgate/domain/jwt/key-set';
import { parseJwt } from '@tollgate/domain/jwt/parse-jwt';
import { isSignedBy } from '@tollgate/domain/jwt/verify-jwt';
import { SealingKeys } from '@tollgate/domain/sealing/sealing-keys';
import { makeOffer, makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions, codeOf, feedEntries } from '@tollgate/testkit/factories/verb-guarantees';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../apps/create-app.ts';
import { createClient } from '../clients/create-client.ts';
import { revokeClient } from '../clients/revoke-client.ts';
import { rotateClient } from '../clients/rotate-client.ts';
import type { Ctx } from '../context/ctx.ts';
import { createSubscription } from '../subscriptions/create-subscription.ts';
import { suspendSubscription } from '../subscriptions/suspend-subscription.ts';
import { getTokenKeys } from './get-token-keys.ts';
import { issueAccessToken } from './issue-access-token.ts';

const sealing = SealingKeys.parse(randomBytes(32).toString('base64'));
const DAY_MS = 86_400_000;
let kit: TestServices;
let seller: Seller;
let ada: Ctx;
let appId: string;
let worldId: string;
let citiesId: string;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  ada = await seller.addDeveloper('Ada');
  appId = (await createApp(ada, { name: 'Weather' })).id;
  const world = await makeOffer(kit.services, seller.tenantId, { slug: 'world' });
  const cities = await makeOffer(kit.services, seller.tenantId, { slug: 'cities' });
  [worldId, citiesId] = [world.productId, cities.productId];
  await createSubscription(ada, { appId, planId: world.planId });
  await createSubscription(ada, { appId, planId: cities.planId });
});
afterAll(() => kit.close());

const issue = (clientId: string, clientSecret: string, scopes: string[] | null = null) =>
  issueAccessToken(kit.services, sealing, { clientId, clientSecret, scopes });
const refusal = (issuing: Promise<unknown>) => issuing.then(() => 'issued').catch((error) => error.code);
const keyOf = async (token: string) => {
  const jwt = parseJwt(token);
  const keys = readKeys((await getTokenKeys(kit.services, seller.tenantId)).keys);
  return jwt && (await isSignedBy(jwt, keys)) ? jwt.keyId : null;
};

test('a client gets a token of ten minutes for what its app subscribes to, and anyone can check it', async () => {
  const { client, secret } = await createClient(ada, { appId });
  const { token, expiresInSeconds, scopes } = await issue(client.id, secret);
  expect([expiresInSeconds, scopes]).toEqual([600, ['cities', 'world']]);
  const jwt = parseJwt(token);
  expect(jwt).toMatchObject({
    type: 'at+jwt',
    algorithm: 'ES256',
    claims: {
      iss: `http://api.test/oauth/${seller.tenantId}`,
      aud: seller.tenantId,
      sub: client.id,
      client_id: client.id,
      scope: 'cities world',
      products: [citiesId, worldId],
    },
  });
  expect(Number(jwt?.claims.exp) - Number(jwt?.claims.iat)).toBe(600);
  expect(await keyOf(token)).toMatch(/^sgk_/);
  const narrow = await issue(client.id, secret, ['world']);
  expect(parseJwt(narrow.token)?.claims).toMatchObject({ scope: 'world', products: [worldId] });
  expect(await refusal(issue(client.id, secret, ['world', 'mars']))).toBe('invalid_scope');
});

test('unknown client, wrong secret, revoked client and deleted rows are told alike', async () => {
  const { client, secret } = await createClient(ada, { appId });
  const other = await createClient(ada, { appId });
  const errors = await Promise.all(
    [
      [client.id, other.secret],
      [`${client.id.slice(0, -1)}1`, secret],
      [client.id, 'wrong'],
      ["' or true --", secret],
      [client.id, `${secret.slice(0, -1)}x`],
    ].map(([id = '', text = '']) => issue(id, text).catch((error) => `${error.code}: ${error.message}`)),
  );
  await revokeClient(ada, { clientId: client.id });
  errors.push(await issue(client.id, secret).catch((error) => `${error.code}: ${error.message}`));
  expect(new Set(errors)).toEqual(new Set(['invalid_client: There is no such client with this secret.']));
});

test('after a rotation both secrets work for the overlap, and then the new one', async () => {
  const { client, secret } = await createClient(ada, { appId });
  const { secret: next } = await rotateClient(ada, { clientId: client.id, overlapSeconds: 3600 });
  expect(await refusal(issue(client.id, secret))).toBe('issued');
  expect(await refusal(issue(client.id, next))).toBe('issued');
  kit.now(new Date(Date.now() + 3_601_000));
  expect(await refusal(issue(client.id, secret))).toBe('invalid_client');
  expect(await refusal(issue(client.id, next))).toBe('issued');
  kit.now(undefined);
});

test('without an active subscription there is no token', async () => {
  const { id } = await createApp(ada, { name: 'Bare' });
  const { client, secret } = await createClient(ada, { appId: id });
  expect(await refusal(issue(client.id, secret))).toBe('invalid_scope');
  const offer = await makeOffer(kit.services, seller.tenantId, { slug: 'rivers' });
  const subscription = await createSubscription(ada, { appId: id, planId: offer.planId });
  expect(await refusal(issue(client.id, secret))).toBe('issued');
  await suspendSubscription(seller.memberCtx('editor'), { subscriptionId: subscription.id });
  expect(await refusal(issue(client.id, secret))).toBe('invalid_scope');
});

test('keys are sealed, made once by many callers at once, published a day ahead, and removed after', async () => {
  const other = await makeSeller(kit.services, 'Rotating');
  const dev = await other.addDeveloper('Dev');
  const { id } = await createApp(dev, { name: 'App' });
  const offer = await makeOffer(kit.services, other.tenantId, { slug: 'world' });
  await createSubscription(dev, { appId: id, planId: offer.planId });
  const { client, secret } = await createClient(dev, { appId: id });
  const kid = async () => parseJwt((await issue(client.id, secret)).token)?.keyId;
  const published = async () => (await getTokenKeys(kit.services, other.tenantId)).keys.map((key) => key.kid);
  const first = new Set(await Promise.all([kid(), kid(), kid(), kid()]));
  expect(first.size).toBe(1);
  const [one] = first;
  expect(await auditActions(dev, one ?? '')).toEqual(['signing_key.rotated']);
  expect((await feedEntries(dev)).at(-1)).toBe(`signing_key:${one}`);
  const start = Date.now();
  kit.now(new Date(start + 29 * DAY_MS + 60_000));
  expect(await kid()).toBe(one);
  const [next] = await published();
  expect(await published()).toEqual([next, one]);
  kit.now(new Date(start + 30 * DAY_MS + 120_000));
  expect(await kid()).toBe(next);
  expect(await published()).toEqual([next, one]);
  kit.now(new Date(start + 30 * DAY_MS + 3 * 3_600_000));
  expect(await kid()).toBe(next);
  expect(await published()).toEqual([next]);
  const { keys } = await getTokenKeys(kit.services, other.tenantId);
  expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  const foreign = SealingKeys.parse(randomBytes(32).toString('base64'));
  const request = { clientId: client.id, clientSecret: secret, scopes: null };
  await expect(issueAccessToken(kit.services, foreign, request)).rejects.toThrow('not in ENCRYPTION_KEY');
  kit.now(undefined);
  expect(await codeOf(getTokenKeys(kit.services, 'tnt_1'))).toBe('not_found');
});
