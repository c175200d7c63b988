import { createToken } from '@tollgate/services/tokens/create-token';
import { makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from './app.ts';
import { ChangeListener } from './feed/change-listener.ts';

let kit: TestServices;
let seller: Seller;
let secret: string;
let app: ReturnType<typeof createApp>;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  const owner = seller.memberCtx('owner');
  ({ secret } = await createToken(owner, { name: 'CI', role: 'owner' }));
  const log = pino({ level: 'silent' });
  const changes = new ChangeListener(kit.postgres.systemUrl, log);
  app = createApp({ services: kit.services, log, changes, close: async () => {} });
});
afterAll(() => kit.close());

const call = (
  method: string,
  path: string,
  options: { body?: unknown; headers?: Record<string, string> } = {},
) =>
  app.request(path, {
    method,
    headers: {
      authorization: `Bearer ${secret}`,
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });

test('a product is created, read, changed and deleted', async () => {
  const created = await call('POST', '/v1/products', { body: { name: 'Atlas API' } });
  expect(created.status).toBe(201);
  const { data } = (await created.json()) as { data: { id: string; slug: string } };
  expect(data.slug).toBe('atlas-api');
  const read = await call('GET', `/v1/products/${data.id}`);
  expect(await read.json()).toEqual({ data });
  const changed = await call('PATCH', `/v1/products/${data.id}`, { body: { summary: 'Countries' } });
  expect(await changed.json()).toMatchObject({ data: { summary: 'Countries' } });
  expect((await call('DELETE', `/v1/products/${data.id}`)).status).toBe(204);
  expect((await call('GET', `/v1/products/${data.id}`)).status).toBe(404);
});

test('another method is 405 with Allow', async () => {
  const answer = await call('PUT', '/v1/products');
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe('GET, POST, HEAD');
  expect(answer.headers.get('x-request-id')).toMatch(/^req_/);
});
