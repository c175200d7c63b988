import type { Tx } from '@tollgate/db/db';
import { apps, developers, plans, planVersions, products, subscriptions } from '@tollgate/db/schema';
import { and, eq, type SQL } from 'drizzle-orm';

const SHOWN = {
  subscription: subscriptions,
  app: { id: apps.id, name: apps.name },
  developer: { id: developers.id, name: developers.name, email: developers.email },
  product: { id: products.id, name: products.name },
  plan: { id: plans.id, name: plans.name, versionNumber: planVersions.number },
  terms: planVersions.terms,
};

/** Subscriptions with everybody and everything an invoice names; `where` must name the tenant. */
export function readParties(tx: Tx, where: SQL | undefined) {
  return tx
    .select(SHOWN)
    .from(subscriptions)
    .innerJoin(apps, and(eq(apps.tenantId, subscriptions.tenantId), eq(apps.id, subscriptions.appId)))
    .innerJoin(developers, and(eq(developers.tenantId, apps.tenantId), eq(developers.id, apps.developerId)))
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
    .where(where);
}

export type Parties = Awaited<ReturnType<typeof readParties>>[number];
