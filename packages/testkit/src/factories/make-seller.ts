import {
  apis,
  apiVersions,
  operations,
  plans,
  planVersions,
  productApis,
  products,
} from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { newId } from '@tollgate/domain/ids';
import type { Role } from '@tollgate/domain/roles';
import type { Terms } from '@tollgate/domain/terms';
import type { Ctx, Services } from '@tollgate/services/context/ctx';
import { signUpDeveloper } from '@tollgate/services/developers/sign-up-developer';
import { signUpTenant } from '@tollgate/services/sign-in/sign-up-tenant';

export const PASSWORD = 'correct horse battery';

export const freeTerms: Terms = {
  currency: 'USD',
  flatFeeMinor: 0,
  usage: null,
  limits: [{ name: 'minute', requests: 100, windowSeconds: 60 }],
  quota: { requests: 10_000 },
  approval: 'automatic',
};

export type Seller = {
  tenantId: string;
  slug: string;
  memberCtx(role: Role): Ctx;
  addDeveloper(name: string): Promise<Ctx>;
};

let made = 0;

/** A tenant with an owner, and ways to act as its members and developers. */
export async function makeSeller(services: Services, name: string): Promise<Seller> {
  made++;
  const email = `owner-${made}@example.com`;
  const { tenantId, memberId, slug } = await signUpTenant(services, {
    tenantName: name,
    name: 'Olive Owner',
    email,
    password: PASSWORD,
  });
  const ctxOf = (actor: Ctx['actor']): Ctx => ({ ...services, tenantId, actor, requestId: newId('request') });
  return {
    tenantId,
    slug,
    memberCtx: (role) => ctxOf({ kind: 'member', id: memberId, name: 'Olive Owner', role }),
    async addDeveloper(developerName) {
      const address = `${developerName.toLowerCase()}@example.com`;
      const input = { name: developerName, email: address, password: PASSWORD };
      const { developerId } = await signUpDeveloper(services, tenantId, input);
      return ctxOf({ kind: 'developer', id: developerId, name: developerName });
    },
  };
}

export type OfferOptions = {
  slug?: string;
  terms?: Partial<Terms>;
  productStatus?: 'draft' | 'published' | 'deprecated' | 'retired';
  planStatus?: 'draft' | 'published' | 'archived';
  visibility?: 'public' | 'private';
};

export type Offer = { productId: string; productSlug: string; planId: string; apiVersionId: string };

/** A product of two operations (and an internal one) with one plan, written straight into the tables. */
export async function makeOffer(
  services: Services,
  tenantId: string,
  options: OfferOptions = {},
): Promise<Offer> {
  const slug = options.slug ?? 'world';
  const [apiId, apiVersionId, productId] = [newId('api'), newId('apiVersion'), newId('product')];
  const [planId, versionId] = [newId('plan'), newId('planVersion')];
  await withTenantTx({ db: services.db, tenantId }, async (tx) => {
    await tx.insert(apis).values({ tenantId, id: apiId, slug, name: slug });
    await tx.insert(apiVersions).values({
      ...{ tenantId, id: apiVersionId, apiId, version: 'v1', title: 'World', basePath: `/${slug}/v1` },
      ...{ upstreamUrl: 'https://upstream.example', openapiVersion: '3.1.0', documentSha256: '' },
      ...{ document: Buffer.from(''), documentMediaType: 'application/json', docs: {}, operationCount: 3 },
    });
    const operation = (operationId: string, position: number, isInternal = false) => ({
      ...{ tenantId, id: newId('operation'), apiVersionId, operationId, method: 'GET', position, isInternal },
      ...{ pathTemplate: `/${operationId}`, summary: operationId, detail: { operationId } },
    });
    await tx
      .insert(operations)
      .values([operation('one', 0), operation('two', 1), operation('hidden', 2, true)]);
    await tx.insert(products).values({
      ...{ tenantId, id: productId, slug, name: slug, status: options.productStatus ?? 'published' },
      visibility: options.visibility ?? 'public',
    });
    await tx.insert(productApis).values({ tenantId, productId, apiVersionId });
    const status = options.planStatus ?? 'published';
    await tx.insert(plans).values({
      tenantId,
      id: planId,
      productId,
      slug: 'free',
      name: 'Free',
      status,
      currentVersionId: versionId,
    });
    const terms = { ...freeTerms, ...options.terms };
    const publishedAt = new Date();
    await tx.insert(planVersions).values({ tenantId, id: versionId, planId, number: 1, terms, publishedAt });
  });
  return { productId, productSlug: slug, planId, apiVersionId };
}
