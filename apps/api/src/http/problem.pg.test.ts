import { createServices } from '@tollgate/services/context/create-services';
import { createToken } from '@tollgate/services/tokens/create-token';
import { makeSeller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiCaller } from '../testing/call-api.ts';
import { toProblem } from './problem.ts';

let kit: TestServices;
let token: string;

beforeAll(async () => {
  kit = await makeServices();
  const owner = (await makeSeller(kit.services, 'Atlas')).memberCtx('owner');
  token = (await createToken(owner, { name: 'CI', role: 'owner' })).secret;
});
afterAll(() => kit.close());

test('with Postgres gone the answer is 503 with Retry-After, and comes at once', async () => {
  const dead = 'postgres://tollgate_app:secret-password@127.0.0.1:9/none';
  const services = createServices({
    ...{ databaseUrl: dead, systemDatabaseUrl: dead, clickhouseUrl: 'http://127.0.0.1:9/none' },
    settings: kit.services.settings,
  });
  const answer = await apiCaller(services)('GET', '/v1/tenant', { token });
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
  const text = await answer.text();
  expect(JSON.parse(text).code).toBe('store_unavailable');
  expect(text).not.toMatch(/secret-password|127\.0\.0\.1/);
  await services.db.close();
});

test('with ClickHouse gone usage is 503, and everything else goes on', async () => {
  const call = apiCaller(kit.services);
  const usage = await call('GET', '/v1/usage?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z', { token });
  expect([usage.status, await usage.json()]).toMatchObject([503, { code: 'store_unavailable' }]);
  expect((await call('GET', '/v1/tenant', { token })).status).toBe(200);
});

test('what was not expected is logged with its insides and told without them', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => lines.push(line) });
  const cause = new Error('column "connect_timeout_ms" of relation "api_versions" holds a secret');
  const answer = toProblem(new Error('Failed query', { cause }), 'req_1', 'http://api.test', log);
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('secret');
  expect(lines.join('')).toContain('connect_timeout_ms');
});
