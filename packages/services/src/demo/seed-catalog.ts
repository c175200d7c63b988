import { setTimeout as wait } from 'node:timers/promises';
import type { ApiVersion } from '@tollgate/contract/apis';
import type { Plan, Product } from '@tollgate/contract/products';
import type { Id } from '@tollgate/domain/ids';
import type { Terms } from '@tollgate/domain/terms';
import { request } from 'undici';
import { updateApiVersion } from '../api-versions/update-api-version.ts';
import { listApis } from '../apis/list-apis.ts';
import type { Ctx } from '../context/ctx.ts';
import { createApiImport } from '../imports/create-api-import.ts';
import { getApiImport } from '../imports/get-api-import.ts';
import { runApiImport } from '../imports/run-api-import.ts';
import { createPlan } from '../plans/create-plan.ts';
import { listPlans } from '../plans/list-plans.ts';
import { publishPlan } from '../plans/publish-plan.ts';
import { createProduct } from '../products/create-product.ts';
import { listProducts } from '../products/list-products.ts';
import { publishProduct } from '../products/publish-product.ts';
import type { DemoTenant } from './seed-tenant.ts';

const WAIT_MS = 120_000;

const FREE: Terms = {
  currency: 'USD',
  flatFeeMinor: 0,
  usage: null,
  limits: [{ name: 'minute', requests: 100, windowSeconds: 60 }],
  quota: { requests: 10_000 },
  approval: 'automatic',
};

// 29.00 a month with 100,000 requests; above that 0.05, then 0.03, then 0.02 cents a request.
const PRO: Terms = {
  currency: 'USD',
  flatFeeMinor: 2900,
  usage: {
    model: 'graduated',
    included: 100_000,
    tiers: [
      { upTo: 100_000, unitMinor: '0.05' },
      { upTo: 900_000, unitMinor: '0.03' },
      { upTo: null, unitMinor: '0.02' },
    ],
  },
  limits: [
    { name: 'second', requests: 50, windowSeconds: 1 },
    { name: 'minute', requests: 1000, windowSeconds: 60 },
  ],
  quota: { requests: 5_000_000 },
  approval: 'automatic',
};

export interface DemoCatalog {
  apiVersion: ApiVersion;
  product: Product;
  free: Plan;
  pro: Plan;
}

/** The World API, imported from its upstream, and the product Atlas API with plans Free and Pro. */
export async function seedCatalog(tenant: DemoTenant, upstreamUrl: string): Promise<DemoCatalog> {
  const at = (minute: number) => tenant.ownerAt(1, minute);
  const apiVersion = await seedApiVersion(tenant, upstreamUrl.replace(/\/+$/, ''));
  const product = await seedProduct(at(20), apiVersion.id);
  const plans = {
    free: await seedPlan(at(35), product.id, 'Free', 'For trying it out and for hobby projects.', FREE),
    pro: await seedPlan(at(50), product.id, 'Pro', 'For products with users: pay for what you use.', PRO),
  };
  const published =
    product.status === 'draft' ? await publishProduct(at(60), { productId: product.id }) : product;
  return { apiVersion, product: published, ...plans };
}

async function seedApiVersion(tenant: DemoTenant, upstreamUrl: string): Promise<ApiVersion> {
  const ctx = tenant.ownerAt(1);
  const found = await findApiVersion(ctx);
  if (!found) {
    await waitFor(
      'the demo upstream',
      async () => (await request(`${upstreamUrl}/healthz`)).statusCode === 200,
    );
    await importApi(tenant, upstreamUrl);
  }
  const version = found ?? (await findApiVersion(ctx));
  if (!version) throw new Error('the World API is missing after its import');
  // With another port than last time the upstream has moved.
  if (version.upstream.url === upstreamUrl) return version;
  const { now } = tenant.services;
  return updateApiVersion({ ...ctx, now }, { apiVersionId: version.id, upstreamUrl });
}

async function findApiVersion(ctx: Ctx): Promise<ApiVersion | undefined> {
  const { data } = await listApis(ctx, { filter: { search: 'world' } });
  return data.find((api) => api.slug === 'world')?.versions.at(-1);
}

async function importApi({ services, tenantId, ownerAt }: DemoTenant, upstreamUrl: string): Promise<void> {
  const ctx = ownerAt(1);
  const queued = await createApiImport(ctx, {
    url: `${upstreamUrl}/openapi.yaml`,
    target: { name: 'World API', slug: 'world', basePath: '/world/v1', upstreamUrl },
  });
  // Not left to a worker, who would date the API today: after its own usage.
  await runApiImport({ ...services, now: ctx.now }, { tenantId, importId: queued.id });
  await waitFor('the import of the World API', async () => {
    const { status, problem } = await getApiImport(ctx, { importId: queued.id });
    if (status === 'failed') throw new Error(problem?.detail ?? 'the import of the World API failed');
    return status === 'succeeded';
  });
}

async function waitFor(what: string, isDone: () => Promise<boolean>): Promise<void> {
  const untilMs = Date.now() + WAIT_MS;
  while (Date.now() < untilMs) {
    const done = await isDone().catch((error: NodeJS.ErrnoException) => {
      if (error.code?.startsWith('E') || error.code?.startsWith('UND_ERR')) return false;
      throw error;
    });
    if (done) return;
    await wait(100);
  }
  throw new Error(`${what} did not come within ${WAIT_MS / 1000} seconds`);
}

async function seedProduct(ctx: Ctx, apiVersionId: string): Promise<Product> {
  const { data } = await listProducts(ctx, { filter: { search: 'atlas-api' } });
  const found = data.find((product) => product.slug === 'atlas-api');
  if (found) return found;
  return createProduct(ctx, {
    name: 'Atlas API',
    slug: 'atlas-api',
    summary: 'Countries, currencies and time zones of the whole world, as one clean JSON API.',
    description: DESCRIPTION,
    covers: [{ apiVersionId: apiVersionId as Id<'apiVersion'> }],
  });
}

const DESCRIPTION = `Facts that forms, shops and calendars need, kept up to date and answered in milliseconds.

- **Countries**: names, codes, borders, languages, flags
- **Currencies**: codes, symbols, where they are used
- **Time zones**: offsets, what the clock shows, conversion

Start on the Free plan: no card, a key in a minute.`;

async function seedPlan(
  ctx: Ctx,
  productId: string,
  name: string,
  summary: string,
  terms: Terms,
): Promise<Plan> {
  const { data } = await listPlans(ctx, { filter: { productId: productId as Id<'product'> } });
  const found = data.find((plan) => plan.name === name);
  const plan =
    found ?? (await createPlan(ctx, { productId: productId as Id<'product'>, name, summary, terms }));
  return plan.status === 'draft' ? publishPlan(ctx, { planId: plan.id }) : plan;
}
