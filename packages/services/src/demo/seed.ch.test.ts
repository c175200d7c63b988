import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usageTotals } from '@tollgate/analytics/usage/usage-totals';
import { hashSecret } from '@tollgate/domain/secrets';
import { type TestClickHouse, testClickHouse } from '@tollgate/testkit/stores/test-clickhouse';
import { type TestPostgres, testPostgres } from '@tollgate/testkit/stores/test-postgres';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { listApis } from '../apis/list-apis.ts';
import { createServices } from '../context/create-services.ts';
import type { Ctx, Services } from '../context/ctx.ts';
import { systemCtx } from '../context/system-ctx.ts';
import { signInDeveloper } from '../developers/sign-in-developer.ts';
import { issueDueInvoices } from '../invoices/issue-due-invoices.ts';
import { listPlans } from '../plans/list-plans.ts';
import { listProducts } from '../products/list-products.ts';
import { signInMember } from '../sign-in/sign-in-member.ts';
import { authenticateToken } from '../tokens/authenticate-token.ts';
import { type DemoResult, DemoResult as DemoResultSchema } from './demo-result.ts';
import { seedDemo } from './seed.ts';

const document = new URL('../../../../infra/demo/openapi.yaml', import.meta.url);
const STORY = [
  'tenant.created Atlas',
  'invitation.created finance@atlas.example',
  'member.created Fin Atlas',
  'invitation.created viewer@atlas.example',
  'member.created Vera Atlas',
  'api_import.created',
  'api_version.created World API 1.0.0',
  'product.created Atlas API',
  'plan.created Free',
  'plan.published Free',
  'plan.created Pro',
  'plan.published Pro',
  'product.published Atlas API',
  'developer.created dev@demo.example',
  'app.created Trip planner',
  'subscription.created Trip planner on Pro',
  'api_key.created Production',
  'app.created Weekend clock',
  'subscription.created Weekend clock on Free',
  'api_key.created Production',
  'token.created',
  'api_key.created Try it',
];
let postgres: TestPostgres;
let clickhouse: TestClickHouse;
let services: Services;
let environment: NodeJS.ProcessEnv;
let folder: string;
let first: DemoResult;
let system: Ctx;
const upstream = createServer(async (request, response) => {
  response.end(request.url === '/healthz' ? 'ok' : await readFile(document));
});

beforeAll(async () => {
  [postgres, clickhouse] = await Promise.all([testPostgres(), testClickHouse()]);
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  const { port } = upstream.address() as AddressInfo;
  folder = await mkdtemp(join(tmpdir(), 'seed-'));
  environment = {
    DATABASE_URL: postgres.appUrl,
    SYSTEM_DATABASE_URL: postgres.systemUrl,
    CLICKHOUSE_URL: clickhouse.url,
    API_URL: 'http://api.test',
    CONSOLE_URL: 'http://console.test',
    PORTAL_URL: 'http://portal.test',
    GATEWAY_URL: 'http://gateway.test:8080',
    GATEWAY_PATH_ROUTING: 'true',
    ALLOWED_PRIVATE_UPSTREAMS: `127.0.0.1:${port}`,
    DEMO_UPSTREAM_URL: `http://127.0.0.1:${port}`,
    DEMO_RESULT_FILE: join(folder, 'demo.json'),
  };
  services = createServices({
    databaseUrl: postgres.appUrl,
    systemDatabaseUrl: postgres.systemUrl,
    clickhouseUrl: clickhouse.url,
    settings: {
      ...{ consoleUrl: 'http://console.test', portalUrl: 'http://portal.test', apiUrl: 'http://api.test' },
      ...{ gatewayUrl: 'http://gateway.test:8080', hasPathRouting: true },
      allowedPrivateUpstreams: [`127.0.0.1:${port}`],
    },
  });
  first = await seedDemo(environment);
  await writeFile(environment.DEMO_RESULT_FILE ?? '', JSON.stringify(first));
  const { tenantId } = await authenticateToken(services, first.adminToken, 'req');
  system = systemCtx(services, tenantId, 'test');
}, 120_000);
afterAll(async () => {
  upstream.close();
  await Promise.all([services.db.close(), services.analytics.close()]);
  await Promise.all([postgres.drop(), clickhouse.drop(), rm(folder, { recursive: true })]);
});

async function contents(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const { rows } = await services.db.system.execute<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'public' and tablename not in
      ('schema_migrations', 'sign_in_attempts') order by 1`,
  );
  for (const { name } of rows) {
    const result = await services.db.system.execute<{ count: number }>(
      sql.raw(`select count(*)::int as count from ${name}`),
    );
    counts[name] = result.rows[0]?.count ?? -1;
  }
  const range = {
    environment: 'live' as const,
    from: new Date(Date.now() - 70 * 86_400_000),
    to: new Date(),
  };
  counts.usage = (await usageTotals(services.analytics, system.tenantId, range)).current.requests;
  return counts;
}

test('the demo is what the result says: a token of the owner, a key, a request, and people who can sign in', async () => {
  expect(DemoResultSchema.parse(first)).toEqual(first);
  expect(first.demo).toMatchObject({
    tenant: 'atlas',
    product: 'atlas-api',
    request: 'http://gateway.test:8080/atlas/world/v1/countries/FR',
  });
  expect((await authenticateToken(services, first.adminToken, 'req')).actor).toMatchObject({ role: 'owner' });
  const { rows } = await services.db.system.execute(
    sql`select environment, revoked_at, expires_at from api_keys where hash = ${hashSecret(first.demo.apiKey)}`,
  );
  expect(rows).toEqual([{ environment: 'live', revoked_at: null, expires_at: null }]);
  const roles = [];
  for (const { who, url, email, password } of first.signIns) {
    if (who === 'developer') {
      expect(url).toBe('http://portal.test/atlas');
      await signInDeveloper(services, system.tenantId, { email, password });
    } else {
      expect(url).toBe('http://console.test');
      roles.push((await signInMember(services, { email, password })).role);
    }
  }
  expect(roles).toEqual(['owner', 'finance', 'viewer']);
});

test('the product is published on plans Free and Pro, over every operation of the World API', async () => {
  const [product] = (await listProducts(system)).data;
  expect(product).toMatchObject({
    status: 'published',
    visibility: 'public',
    planCount: 2,
    subscriptionCount: 2,
  });
  const plans = (await listPlans(system)).data;
  expect(plans.map(({ name, status }) => [name, status])).toEqual([
    ['Free', 'published'],
    ['Pro', 'published'],
  ]);
  expect(plans[0]?.current?.terms).toMatchObject({ flatFeeMinor: 0, quota: { requests: 10_000 } });
  expect(plans[1]?.current?.terms).toMatchObject({ flatFeeMinor: 2900, usage: { included: 100_000 } });
  const [api] = (await listApis(system)).data;
  expect(api?.versions[0]).toMatchObject({
    basePath: '/world/v1',
    upstream: { url: environment.DEMO_UPSTREAM_URL },
  });
  expect(api?.versions[0]?.operationCount).toBeGreaterThan(5);
});

test('its story is told in order: what the first request needed was there before it', async () => {
  const { rows } = await services.db.system.execute<{ entry: string; at: Date }>(
    sql`select concat_ws(' ', action, target_name) as entry, at from audit_log order by at, id`,
  );
  const entries = rows.map(({ entry }) => entry.replace(/ (http:.*|Demo [0-9a-f]+)$/, ''));
  expect(entries).toEqual(STORY);
  const day = (entry: string) => {
    const at = rows[STORY.indexOf(entry)]?.at;
    return Math.round((Date.now() - Number(at && new Date(at))) / 86_400_000);
  };
  expect([day('tenant.created Atlas'), day('api_key.created Production')]).toEqual([58, 55]);
  const keys = await services.db.system.execute<{ id: string; made: string }>(
    sql`select id, (extract(epoch from created_at) * 1000000)::bigint as made from api_keys`,
  );
  const calls = await services.analytics.query(
    'SELECT key, min(time_us) AS first FROM usage_events WHERE tenant = {tenant:String} GROUP BY key',
    { tenant: system.tenantId },
    z.object({ key: z.string(), first: z.coerce.number() }),
  );
  expect(calls).toHaveLength(2);
  for (const { key, first: firstCall } of calls)
    expect(firstCall).toBeGreaterThan(Number(keys.rows.find(({ id }) => id === key)?.made));
});

test('a second run makes nothing twice and says the same, secrets included', async () => {
  const before = await contents();
  expect(before.usage).toBeGreaterThan(50_000);
  expect(await seedDemo(environment)).toEqual(first);
  expect(await contents()).toEqual(before);
}, 60_000);

test('a run that has lost the result makes new secrets and nothing else', async () => {
  const before = await contents();
  const again = await seedDemo({ ...environment, DEMO_RESULT_FILE: join(folder, 'lost.json') });
  expect(again.demo.apiKey).not.toBe(first.demo.apiKey);
  expect(again.adminToken).not.toBe(first.adminToken);
  const { tokens = 0, api_keys: keys = 0 } = before;
  expect(await contents()).toMatchObject({
    ...before,
    ...{ tokens: tokens + 1, api_keys: keys + 1, audit_log: expect.any(Number) },
    ...{ change_log: expect.any(Number) },
  });
}, 60_000);

test('an upstream that moved to another port, written with a final slash, is followed once', async () => {
  const { port } = upstream.address() as AddressInfo;
  const moved = {
    DEMO_UPSTREAM_URL: `http://localhost:${port}/`,
    ALLOWED_PRIVATE_UPSTREAMS: `localhost:${port}`,
  };
  await seedDemo({ ...environment, ...moved });
  const before = await contents();
  await seedDemo({ ...environment, ...moved });
  expect(await contents()).toEqual(before);
  const [api] = (await listApis(system)).data;
  expect(api?.versions[0]?.upstream.url).toBe(`http://localhost:${port}`);
}, 60_000);

test('the weeks behind it are billed by the same job as any others', async () => {
  expect(await issueDueInvoices(services)).toBe(1);
  expect(await issueDueInvoices(services)).toBe(0);
});
