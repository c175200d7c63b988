import { withTenantTx } from '@tollgate/db/tenant-tx';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { makeWorld, type World } from '@tollgate/testkit/factories/make-world';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getApiVersion } from '../api-versions/get-api-version.ts';
import { getApi } from '../apis/get-api.ts';
import { getInvoice } from '../invoices/get-invoice.ts';
import { getPlan } from '../plans/get-plan.ts';
import { getProduct } from '../products/get-product.ts';

let kit: TestServices;
let world: World;

beforeAll(async () => {
  kit = await makeServices();
  world = await makeWorld(kit.services);
});
afterAll(() => kit.close());

test('reading waits for nobody who is changing the same thing, and nobody waits for a reader', async () => {
  const viewer = world.seller.memberCtx('viewer');
  const { api, apiVersion, product, plan, invoice } = world.ids;
  const reads = () => [
    getApi(viewer, { apiId: api as never }),
    getApiVersion(viewer, { apiVersionId: apiVersion as never }),
    getProduct(viewer, { productId: product as never }),
    getPlan(viewer, { planId: plan as never }),
    getInvoice(viewer, { invoiceId: invoice as never }),
  ];
  await withTenantTx(world.owner, async (tx) => {
    for (const table of ['apis', 'api_versions', 'products', 'plans', 'invoices'])
      await tx.execute(sql`select id from ${sql.raw(table)} for update`);
    for (const read of reads()) expect(await read).toHaveProperty('id');
  });
});
