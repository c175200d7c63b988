import type { Subscription } from '@tollgate/contract/subscriptions';
import type { Tx } from '@tollgate/db/db';
import { apps, developers, plans, planVersions, products, subscriptions } from '@tollgate/db/schema';
import { periodAt } from '@tollgate/domain/periods';
import { and, eq, type SQL } from 'drizzle-orm';
import { notFound } from '../context/not-found.ts';

/** A select over subscriptions with all that the contract shows; the caller adds condition, order and limit. */
export function selectSubscriptions(tx: Tx, tenantId: string, where: SQL | undefined) {
  return tx
    .select({
      row: subscriptions,
      app: apps,
      developer: developers,
      product: products,
      plan: plans,
      version: planVersions,
    })
    .from(subscriptions)
    .innerJoin(apps, and(eq(apps.tenantId, subscriptions.tenantId), eq(apps.id, subscriptions.appId)))
    .innerJoin(
      developers,
      and(eq(developers.tenantId, subscriptions.tenantId), eq(developers.id, apps.developerId)),
    )
    .innerJoin(
      products,
      and(eq(products.tenantId, subscriptions.tenantId), eq(products.id, subscriptions.productId)),
    )
    .innerJoin(plans, and(eq(plans.tenantId, subscriptions.tenantId), eq(plans.id, subscriptions.planId)))
    .innerJoin(
      planVersions,
      and(
        eq(planVersions.tenantId, subscriptions.tenantId),
        eq(planVersions.id, subscriptions.planVersionId),
      ),
    )
    .where(and(eq(subscriptions.tenantId, tenantId), where));
}

type Joined = Awaited<ReturnType<typeof selectSubscriptions>>[number];

/** A joined row as the contract shows it, with the billing period that holds `now`. */
export function toSubscription(
  { row, app, developer, product, plan, version }: Joined,
  now: Date,
): Subscription {
  const period = periodAt(row.anchorAt, now);
  return {
    id: row.id,
    status: row.status,
    app: { id: app.id, name: app.name },
    developer: { id: developer.id, name: developer.name, email: developer.email },
    product: { id: product.id, name: product.name, slug: product.slug },
    plan: { id: plan.id, name: plan.name, slug: plan.slug },
    planVersion: { id: version.id, number: version.number, terms: version.terms },
    anchorAt: row.anchorAt.toISOString(),
    period: { start: period.start.toISOString(), end: period.end.toISOString() },
    cancelledAt: row.cancelledAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** One subscription; throws `not_found` when it is of another tenant or not this developer's. */
export async function readSubscription(
  tx: Tx,
  scope: { tenantId: string; now: () => Date },
  subscriptionId: string,
  developerId?: string,
): Promise<Subscription> {
  const isOwn = developerId ? eq(apps.developerId, developerId) : undefined;
  const [joined] = await selectSubscriptions(
    tx,
    scope.tenantId,
    and(eq(subscriptions.id, subscriptionId), isOwn),
  );
  if (!joined) throw notFound('subscription');
  return toSubscription(joined, scope.now());
}
