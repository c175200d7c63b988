import type { OperationRecord } from '@tollgate/domain/snapshot';
import type { Principal } from '@tollgate/policies/policy';
import type { Problem } from '../http/problem.ts';
import type { ConfigurationIndex } from '../snapshot/configuration-index.ts';
import type { Authorisation } from '../snapshot/entries.ts';
import { subscriptionLines } from '../upstream/request-headers.ts';

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

/** Apps and operations without end may be called: answers for this many apps are kept. */
const MOST_APPS = 10_000;

/** The subscription by which an app may call an operation: the newest active one whose product covers it. */
export function authorise(
  index: ConfigurationIndex,
  principal: Pick<Principal, 'appId' | 'productIds'>,
  versionId: string,
  operation: OperationRecord,
): Authorisation | Problem {
  // A token's own scope is as good as never the same.
  if (principal.productIds) return find(index, principal, versionId, operation);
  const { authorisations } = index;
  const { appId } = principal;
  const known = authorisations.get(appId)?.get(operation);
  if (known) return known;
  const found = find(index, principal, versionId, operation);
  if ('code' in found) return found;
  if (authorisations.size >= MOST_APPS) authorisations.clear();
  const byOperation = authorisations.get(appId) ?? new Map<OperationRecord, Authorisation>();
  authorisations.set(appId, byOperation);
  byOperation.set(operation, found);
  return found;
}

function find(
  index: ConfigurationIndex,
  principal: Pick<Principal, 'appId' | 'productIds'>,
  versionId: string,
  operation: OperationRecord,
): Authorisation | Problem {
  let best: Pick<Authorisation, 'subscription' | 'product' | 'planVersion'> | undefined;
  let isAnyInactive = false;
  let isAnyOutOfScope = false;
  for (const subscription of index.subscriptionsByApp.get(principal.appId) ?? []) {
    const product = index.products.get(subscription.record.productId);
    const planVersion = index.planVersions.get(subscription.record.planVersionId);
    const covered = product?.covers.get(versionId);
    if (!product || !planVersion || covered === undefined) continue;
    if (covered !== null && !covered.has(operation.id)) continue;
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
  if (!best) return isAnyInactive ? PLAN_INACTIVE : NOT_SUBSCRIBED;
  const { record } = best.subscription;
  const upstreamLines = subscriptionLines({
    tenantId: record.tenantId,
    appId: principal.appId,
    subscriptionId: record.id,
    planId: best.planVersion.planId,
  });
  return { ...best, upstreamLines, usagePlace: null };
}
