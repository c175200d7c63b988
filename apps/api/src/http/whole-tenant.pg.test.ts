import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runApiImport } from '@tollgate/services/imports/run-api-import';
import { createToken } from '@tollgate/services/tokens/create-token';
import { freeTerms, makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { feedEntries } from '@tollgate/testkit/factories/verb-guarantees';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiCaller, type CallApi } from '../testing/call-api.ts';

let kit: TestServices;
let seller: Seller;
let token: string;
let call: CallApi;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  token = (await createToken(seller.memberCtx('owner'), { name: 'CI', role: 'admin' })).secret;
  call = apiCaller(kit.services);
});
afterAll(() => kit.close());

type Data = Record<string, unknown> & { id: string };

async function ok(method: string, path: string, body?: unknown): Promise<Data> {
  const answer = await call(method, path, { token, body });
  const value = (await answer.json()) as { data: Data };
  expect([path, answer.status < 300, value]).toEqual([path, true, value]);
  return value.data;
}

const codeOf = async (method: string, path: string, body: unknown) => {
  const answer = await call(method, path, { token, body });
  return ((await answer.json()) as { code: string }).code;
};

const document = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'World', version: '1.0.0' },
  servers: [{ url: 'https://93.184.215.14' }],
  paths: {
    '/countries': { get: { operationId: 'listCountries', responses: { 200: { description: 'ok' } } } },
  },
});

test('a program sets up all of a tenant, from the document to the key, through the API alone', async () => {
  const queued = await ok('POST', '/v1/imports', {
    document,
    target: { upstreamUrl: 'https://93.184.215.14', basePath: '/world/v1' },
  });
  await runApiImport(kit.services, { tenantId: seller.tenantId, importId: queued.id });
  const imported = await ok('GET', `/v1/imports/${queued.id}`);
  expect(imported).toMatchObject({ status: 'succeeded', problem: null });
  const { apiVersionId } = imported;
  await ok('PATCH', `/v1/api-versions/${apiVersionId}`, { headTimeoutMs: 10_000 });
  const product = await ok('POST', '/v1/products', { name: 'Atlas API', covers: [{ apiVersionId }] });
  const plan = await ok('POST', '/v1/plans', { productId: product.id, name: 'Free', terms: freeTerms });
  await ok('POST', `/v1/plans/${plan.id}/publish`);
  await ok('POST', `/v1/products/${product.id}/publish`);
  const password = 'a long first password';
  const developer = await ok('POST', '/v1/developers', { name: 'Ada', email: 'ada@example.com', password });
  const app = await ok('POST', '/v1/apps', { developerId: developer.id, name: 'Weather' });
  const subscription = await ok('POST', '/v1/subscriptions', { appId: app.id, planId: plan.id });
  expect(subscription.status).toBe('active');
  const created = await ok('POST', '/v1/keys', { appId: app.id, name: 'Server' });
  expect(created.token).toMatch(/^tg_live_/);
  const told = await feedEntries(seller.memberCtx('owner'));
  const { key } = created as unknown as { key: Data };
  for (const entry of [
    `api_version:${apiVersionId}`,
    `product:${product.id}`,
    `subscription:${subscription.id}`,
    `key:${key.id}`,
  ]) {
    expect(told).toContain(entry);
  }
});

test('a document of 12 MB with a thousand operations goes in as one body', async () => {
  const path = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json');
  const large = readFileSync(path, 'utf8');
  expect(large.length).toBeGreaterThan(10_000_000);
  const queued = await ok('POST', '/v1/imports', { document: large, target: { name: 'Large' } });
  expect(queued.status).toBe('queued');
});

test('an upstream that points inward is refused wherever it is named', async () => {
  const { data } = (await (await call('GET', '/v1/apis', { token })).json()) as {
    data: { versions: { id: string }[] }[];
  };
  const path = `/v1/api-versions/${data[0]?.versions[0]?.id}`;
  for (const upstreamUrl of [
    'http://127.0.0.1',
    'http://169.254.169.254/latest',
    'http://[::1]:80',
    'http://10.0.0.1',
  ]) {
    expect(await codeOf('PATCH', path, { upstreamUrl })).toBe('upstream_address_forbidden');
    expect(await codeOf('POST', '/v1/imports', { document, target: { upstreamUrl } })).toBe(
      'upstream_address_forbidden',
    );
    expect(await codeOf('POST', '/v1/imports', { url: `${upstreamUrl}/openapi.json` })).not.toBe(
      'internal_error',
    );
  }
});

test('without a token the answer says that one is needed', async () => {
  const answer = await call('GET', '/v1/tenant');
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([401, 'unauthenticated']);
  expect(answer.headers.get('www-authenticate')).toBe('Bearer');
});

test('an app has so many keys at most', async () => {
  const developer = (await (await call('GET', '/v1/developers', { token })).json()) as { data: Data[] };
  const app = await ok('POST', '/v1/apps', { developerId: developer.data[0]?.id, name: 'Full' });
  let code: string | undefined;
  for (let made = 0; made <= 60 && !code; made++) code = await codeOf('POST', '/v1/keys', { appId: app.id });
  expect(code).toBe('limit_reached');
});
