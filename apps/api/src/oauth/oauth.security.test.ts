import { randomBytes } from 'node:crypto';
import { SealingKeys } from '@tollgate/domain/sealing/sealing-keys';
import { createApp as createDeveloperApp } from '@tollgate/services/apps/create-app';
import { createClient } from '@tollgate/services/clients/create-client';
import { createSubscription } from '@tollgate/services/subscriptions/create-subscription';
import { makeOffer, makeSeller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createApp } from '../app.ts';
import { ChangeListener } from '../feed/change-listener.ts';

let kit: TestServices;
let app: ReturnType<typeof createApp>;
let tenantId: string;
let clientId: string;
let secret: string;

beforeAll(async () => {
  kit = await makeServices();
  const seller = await makeSeller(kit.services, 'Atlas');
  tenantId = seller.tenantId;
  const ada = await seller.addDeveloper('Ada');
  const { id } = await createDeveloperApp(ada, { name: 'Weather' });
  const offer = await makeOffer(kit.services, tenantId);
  await createSubscription(ada, { appId: id, planId: offer.planId });
  const made = await createClient(ada, { appId: id });
  [clientId, secret] = [made.client.id, made.secret];
});
// Allowances are counted in the process: each test has one of its own.
beforeEach(() => {
  const log = pino({ level: 'silent' });
  const changes = new ChangeListener('postgres://127.0.0.1:1/none', log);
  const sealing = SealingKeys.parse(Buffer.alloc(32, 7).toString('base64'));
  app = createApp({ services: kit.services, log, changes, sealing, close: async () => {} });
});
afterAll(() => kit.close());

const basic = (id = clientId, text = secret) =>
  `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(text)}`).toString('base64')}`;
const post = (form: Record<string, string> | string, headers: Record<string, string> = {}) =>
  app.request('http://api.test/oauth/token', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
  });
const grant = { grant_type: 'client_credentials' };
const answerOf = async (response: Response) => [
  response.status,
  ((await response.json()) as { error?: string }).error,
];

test('a client in the header or in the form gets a token that nobody keeps', async () => {
  for (const response of [
    await post(grant, { authorization: basic() }),
    await post({ ...grant, client_id: clientId, client_secret: secret, scope: 'world' }),
  ]) {
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      token_type: 'Bearer',
      expires_in: 600,
      scope: 'world',
    });
  }
});

test('the public keys are for everyone, and nothing of the private ones is among them', async () => {
  await post(grant, { authorization: basic() });
  const response = await app.request(`http://api.test/oauth/${tenantId}/jwks.json`);
  const { keys } = (await response.json()) as { keys: Record<string, string>[] };
  expect(keys).toHaveLength(1);
  expect(keys[0]).toMatchObject({ kty: 'EC', alg: 'ES256', use: 'sig' });
  expect(keys[0]).not.toHaveProperty('d');
  for (const other of [`tnt_${'1'.repeat(22)}`]) {
    const nobody = await app.request(`http://api.test/oauth/${other}/jwks.json`);
    expect(await nobody.json()).toEqual({ keys: [] });
  }
  expect((await app.request('http://api.test/oauth/x/jwks.json')).status).toBe(404);
});

test.each<[string, Record<string, string> | string, Record<string, string>, number, string]>([
  ['no grant', {}, {}, 400, 'invalid_request'],
  ['another grant', { grant_type: 'password' }, {}, 400, 'unsupported_grant_type'],
  ['no client', grant, {}, 401, 'invalid_client'],
  ['half a client', { ...grant, client_id: 'x' }, {}, 401, 'invalid_client'],
  ['another scheme', grant, { authorization: 'Bearer x' }, 401, 'invalid_client'],
  ['Basic of nothing', grant, { authorization: 'Basic Og==' }, 401, 'invalid_client'],
  ['bad escapes', grant, { authorization: `Basic ${btoa('%zz:%zz')}` }, 401, 'invalid_client'],
  ['a parameter twice', 'grant_type=client_credentials&grant_type=password', {}, 400, 'invalid_request'],
  ['JSON', '{}', { 'content-type': 'application/json' }, 400, 'invalid_request'],
  ['too much', `grant_type=${'x'.repeat(9000)}`, {}, 400, 'invalid_request'],
])('%s is refused in the words of RFC 6749', async (_name, form, headers, status, error) => {
  const response = await post(form, headers);
  expect(await answerOf(response.clone())).toEqual([status, error]);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('www-authenticate')?.startsWith('Basic ') ?? false).toBe(status === 401);
});

test('a client in the header and in the form is refused', async () => {
  const twice = await post({ ...grant, client_secret: secret }, { authorization: basic() });
  expect(await answerOf(twice)).toEqual([400, 'invalid_request']);
  const other = await post({ ...grant, client_id: 'cli_x' }, { authorization: basic() });
  expect(await answerOf(other)).toEqual([400, 'invalid_request']);
});

test('guessing is slowed down for who guesses, and for no one else', async () => {
  const wrong = basic(clientId, `tg_cs_${randomBytes(15).toString('hex')}`);
  const from = async (address: string, authorization: string) =>
    (await post(grant, { authorization, 'x-forwarded-for': address })).status;
  for (let i = 0; i < 10; i++) expect(await from('203.0.113.1', wrong)).toBe(401);
  expect(await from('203.0.113.1', wrong)).toBe(429);
  expect(await from('203.0.113.1', basic())).toBe(429);
  expect(await from('203.0.113.2', basic())).toBe(200);
});

test('a client fetches sixty tokens a minute and no more', async () => {
  for (let i = 0; i < 60; i++) expect((await post(grant, { authorization: basic() })).status).toBe(200);
  const response = await post(grant, { authorization: basic() });
  expect(await answerOf(response.clone())).toEqual([429, 'temporarily_unavailable']);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
});
