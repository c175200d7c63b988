import { CreateSubscriptionInput, type Subscription } from '@tollgate/contract/subscriptions';
import type { Tx } from '@tollgate/db/db';
import { developers, plans, planVersions, products, subscriptions } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import { newId } from '@tollgate/domain/ids';
import { and, eq } from 'drizzle-orm';
import { getAppRow } from '../apps/get-app-row.ts';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { orConflict } from '../context/db-errors.ts';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { readSubscription } from './read-subscriptions.ts';

/**
 * Subscribes an app to a published plan of a published product, at the plan's current terms. It works at once,
 * or waits as `pending` where the terms ask for approval. Throws `conflict` when the app has the product already.
 */
export async function createSubscription(ctx: Ctx, input: CreateSubscriptionInput): Promise<Subscription> {
  const developerId = requireRoleOrDeveloper(ctx, 'editor');
  const { appId, planId } = parseInput(CreateSubscriptionInput, input);
  return orConflict(
    () =>
      withTenantTx(ctx, async (tx) => {
        const app = await getAppRow(tx, ctx.tenantId, appId, developerId);
        // A block of the developer meanwhile waits, and then finds this subscription.
        await tx
          .select({ id: developers.id })
          .from(developers)
          .where(and(eq(developers.tenantId, ctx.tenantId), eq(developers.id, app.developerId)))
          .for('share');
        const { plan, version } = await getOffer(tx, ctx.tenantId, planId, developerId);
        const id = newId('subscription');
        const at = ctx.now();
        await tx.insert(subscriptions).values({
          tenantId: ctx.tenantId,
          id,
          appId: app.id,
          productId: plan.productId,
          planId: plan.id,
          planVersionId: version.id,
          status: version.terms.approval === 'manual' ? 'pending' : 'active',
          anchorAt: at,
          createdAt: at,
          updatedAt: at,
        });
        const subscription = await readSubscription(tx, ctx, id);
        await recordChange(tx, ctx, {
          action: 'subscription.created',
          target: { kind: 'subscription', id, name: `${app.name} on ${plan.name}` },
          after: subscription,
          feed: [{ kind: 'subscription', id }],
        });
        return subscription;
      }),
    'appId',
    'already has a subscription to this product: cancel that one first',
  );
}

async function getOffer(tx: Tx, tenantId: string, planId: string, developerId: string | undefined) {
  const [offer] = await tx
    .select({ plan: plans, version: planVersions, product: products })
    .from(plans)
    .innerJoin(products, and(eq(products.tenantId, plans.tenantId), eq(products.id, plans.productId)))
    .leftJoin(
      planVersions,
      and(eq(planVersions.tenantId, plans.tenantId), eq(planVersions.id, plans.currentVersionId)),
    )
    .where(and(eq(plans.tenantId, tenantId), eq(plans.id, planId)));
  const isHidden =
    developerId !== undefined && (offer?.product.visibility === 'private' || !isOffered(offer));
  if (!offer || isHidden) throw notFound('plan');
  const { plan, version, product } = offer;
  if (product.status !== 'published') {
    throw new DomainError('conflict', {
      detail: `The product is ${product.status} and takes no new subscriptions.`,
    });
  }
  if (plan.status !== 'published' || !version) {
    throw new DomainError('conflict', {
      detail: 'The plan is not published and takes no new subscriptions.',
    });
  }
  return { plan, version };
}

/** Whether a developer can have seen the plan: what was never on the portal does not exist for them. */
function isOffered(
  offer: { plan: { currentVersionId: string | null }; product: { status: string } } | undefined,
) {
  return offer !== undefined && offer.plan.currentVersionId !== null && offer.product.status !== 'draft';
}
