import type { PlanVersionRecord } from '@tollgate/domain/snapshot';
import type { Principal } from '@tollgate/policies/policy';
import type { Problem } from '../http/problem.ts';
import type { ConfigurationIndex } from '../snapshot/configuration-index.ts';
import type { ProductEntry, SubscriptionEntry } from '../snapshot/entries.ts';

export interface Authorisation {
  readonly subscription: SubscriptionEntry;
  readonly product: ProductEntry;
  readonly planVersion: PlanVersionRecord;
}

const NOT_SUBSCRIBED: Problem = {
  code: 'not_subscribed',
  detail: 'The app of this key is not subscribed to a product with this API: subscribe in the portal.',
};
const PLAN_INACTIVE: Problem = {
  code: 'plan_inactive',
  detail: 'The subscription of this app is not active: see its state in the portal.',
};

const OUT_OF_SCOPE: Problem = {
  code: 'scope_insufficient',
  detail: 'The token was not issued for a product with this API: fetch one with a wider scope.',
  headers: ['www-authenticate', 'Bearer realm="api", error="insufficient_scope"'],
};

/** The subscription by which an app may call an operation: the newest active one whose product covers it. */
export function authorise(
  index: ConfigurationIndex,
  principal: Pick<Principal, 'appId' | 'productIds'>,
  versionId: string,
  operationId: string,
): Authorisation | Problem {
  let best: Authorisation | undefined;
  let isAnyInactive = false;
  let isAnyOutOfScope = false;
  for (const subscription of index.subscriptionsByApp.get(principal.appId) ?? []) {
    const product = index.products.get(subscription.record.productId);
    const planVersion = index.planVersions.get(subscription.record.planVersionId);
    const covered = product?.covers.get(versionId);
    if (!product || !planVersion || covered === undefined) continue;
    if (covered !== null && !covered.has(operationId)) continue;
    if (subscription.record.status !== 'active') {
      isAnyInactive = true;
      continue;
    }
    if (principal.productIds && !principal.productIds.has(product.record.id)) {
      isAnyOutOfScope = true;
      continue;
    }
    if (!best || subscription.record.id > best.subscription.record.id)
      best = { subscription, product, planVersion };
  }
  if (!best && isAnyOutOfScope) return OUT_OF_SCOPE;
  return best ?? (isAnyInactive ? PLAN_INACTIVE : NOT_SUBSCRIBED);
}
