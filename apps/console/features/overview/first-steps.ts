import 'server-only';
import { listApis } from '@tollgate/services/apis/list-apis';
import type { Ctx } from '@tollgate/services/context/ctx';
import { portalAddress } from '@tollgate/services/context/portal-address';
import { listDevelopers } from '@tollgate/services/developers/list-developers';
import { listPlans } from '@tollgate/services/plans/list-plans';
import { listProducts } from '@tollgate/services/products/list-products';
import { getTenant } from '@tollgate/services/tenants/get-tenant';
import { paths } from '../../shell/paths.ts';

/** One thing between an empty tenant and its first customer. */
export interface FirstStep {
  title: string;
  detail: string;
  href: string;
  action: string;
  isDone: boolean;
}

/** What is done and what comes next, in order. */
export async function readFirstSteps(ctx: Ctx): Promise<FirstStep[]> {
  const one = { page: { size: 1 } };
  const [apis, products, published, plans, developers, tenant] = await Promise.all([
    listApis(ctx, one),
    listProducts(ctx, one),
    listProducts(ctx, { ...one, filter: { status: 'published' } }),
    listPlans(ctx, { ...one, filter: { status: 'published' } }),
    listDevelopers(ctx, one),
    getTenant(ctx),
  ]);
  const product = products.data[0];
  const productHref = product ? paths.product(product.id) : paths.newProduct();
  return [
    {
      title: 'Import an API',
      detail: 'From an OpenAPI document: a file, an address or pasted text.',
      href: paths.apiImport(),
      action: 'Import',
      isDone: apis.data.length > 0,
    },
    {
      title: 'Make a product of it',
      detail: 'What you sell: the API, or the part of it you choose.',
      href: paths.newProduct(),
      action: 'New product',
      isDone: product !== undefined,
    },
    {
      title: 'Publish a plan',
      detail: 'Limits, quota and prices. Published terms never change.',
      href: productHref,
      action: 'Open product',
      isDone: plans.data.length > 0,
    },
    {
      title: 'Publish the product',
      detail: 'It appears on your portal, and the gateway serves it within a second.',
      href: productHref,
      action: 'Open product',
      isDone: published.data.length > 0,
    },
    {
      title: 'Invite developers to your portal',
      detail: 'They sign up, get a key and make the first call.',
      href: portalAddress(ctx.settings, tenant.slug),
      action: 'See the portal',
      isDone: developers.data.length > 0,
    },
  ];
}
