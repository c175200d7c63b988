import { invoices } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { newId } from '@tollgate/domain/ids';
import { createApp } from '@tollgate/services/apps/create-app';
import type { Ctx, Services } from '@tollgate/services/context/ctx';
import { createInvitation } from '@tollgate/services/invitations/create-invitation';
import { createPlan } from '@tollgate/services/plans/create-plan';
import { createProduct } from '@tollgate/services/products/create-product';
import { createSubscription } from '@tollgate/services/subscriptions/create-subscription';
import { createToken } from '@tollgate/services/tokens/create-token';
import { makeMember } from './make-member.ts';
import { freeTerms, makeOffer, makeSeller, type Seller } from './make-seller.ts';

export type World = {
  seller: Seller;
  owner: Ctx;
  developer: Ctx;
  ids: Record<
    | 'member'
    | 'invitation'
    | 'token'
    | 'api'
    | 'apiVersion'
    | 'product'
    | 'draftProduct'
    | 'plan'
    | 'draftPlan'
    | 'subscription'
    | 'invoice',
    string
  >;
};

/** A tenant with one of everything, the invoice written straight into its table. */
export async function makeWorld(services: Services): Promise<World> {
  const seller = await makeSeller(services, 'World');
  const owner = seller.memberCtx('owner');
  const developer = await seller.addDeveloper('Ada');
  const offer = await makeOffer(services, seller.tenantId);
  const { memberId } = await makeMember(services, owner, 'editor');
  const { invitation } = await createInvitation(owner, { email: 'next@example.com', role: 'viewer' });
  const { token } = await createToken(owner, { name: 'CI', role: 'admin' });
  const draft = await createProduct(owner, { name: 'Draft' });
  const draftPlan = await createPlan(owner, { productId: draft.id, name: 'Gold', terms: freeTerms });
  const { id: appId } = await createApp(developer, { name: 'Shop' });
  const subscription = await createSubscription(developer, { appId, planId: offer.planId });
  const { apiId } = await readApiId(owner, offer.apiVersionId);
  const invoice = await insertInvoice(owner, developer, { ...subscription, appId });
  return {
    ...{ seller, owner, developer },
    ids: {
      ...{ member: memberId, invitation: invitation.id, token: token.id, api: apiId },
      ...{ apiVersion: offer.apiVersionId, product: offer.productId, draftProduct: draft.id },
      ...{ plan: offer.planId, draftPlan: draftPlan.id, subscription: subscription.id, invoice },
    },
  };
}

async function readApiId(ctx: Ctx, apiVersionId: string): Promise<{ apiId: string }> {
  const row = await withTenantTx(ctx, (tx) =>
    tx.query.apiVersions.findFirst({
      columns: { apiId: true },
      where: (table, { eq }) => eq(table.id, apiVersionId),
    }),
  );
  if (!row) throw new Error('the offer has no API version');
  return row;
}

async function insertInvoice(
  ctx: Ctx,
  developer: Ctx,
  subscription: Awaited<ReturnType<typeof createSubscription>> & { appId: string },
): Promise<string> {
  const id = newId('invoice');
  const { period, product, planVersion, appId } = subscription;
  await withTenantTx(ctx, (tx) =>
    tx.insert(invoices).values({
      ...{ tenantId: ctx.tenantId, id, number: '2020-000001', status: 'issued', currency: 'USD' },
      ...{ subscriptionId: subscription.id, appId, productId: product.id, planVersionId: planVersion.id },
      developerId: developer.actor.kind === 'developer' ? developer.actor.id : '',
      ...{ periodStart: new Date(period.start), periodEnd: new Date(period.end) },
      ...{ quantity: '0', totalMinor: '0', issuedAt: ctx.now(), dueAt: ctx.now() },
    }),
  );
  return id;
}
