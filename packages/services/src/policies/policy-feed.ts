import type { Tx } from '@tollgate/db/db';
import { apiVersions, plans, planVersions, productApis, products } from '@tollgate/db/schema';
import type { PolicyUse, SnapshotKind } from '@tollgate/domain/snapshot';
import { and, eq, isNotNull } from 'drizzle-orm';
import { type DocumentPart, needsPart } from '../feed/document-needs.ts';
import type { PolicyTarget } from './policy-target.ts';

const PARTS: readonly DocumentPart[] = ['needsDescription', 'needsAnswers'];

type FeedEntry = { kind: SnapshotKind; id: string };

/** The records that gateways must read again when a target's policies become others. */
export async function policyFeed(
  tx: Tx,
  tenantId: string,
  target: PolicyTarget,
  after: readonly PolicyUse[],
): Promise<FeedEntry[]> {
  const own = await ownRecords(tx, tenantId, target);
  // Gateways are told of what documents say only where a policy of some level needs it.
  if (PARTS.every((part) => needsPart(target.policies, part) === needsPart(after, part))) return own;
  const versions = await versionsBelow(tx, tenantId, target);
  return [...own, ...versions.map((id): FeedEntry => ({ kind: 'api_version', id }))];
}

/** The API versions that gateways must have described because a product or one of its plans says so. */
export async function describedByOffer(tx: Tx, tenantId: string, productId: string): Promise<FeedEntry[]> {
  const rows = await tx
    .select({ ofProduct: products.policies, ofPlan: plans.policies })
    .from(products)
    .leftJoin(plans, and(eq(plans.tenantId, products.tenantId), eq(plans.productId, products.id)))
    .where(and(eq(products.tenantId, tenantId), eq(products.id, productId)));
  const all = rows.flatMap(({ ofProduct, ofPlan }) => [...ofProduct, ...(ofPlan ?? [])]);
  if (!PARTS.some((part) => needsPart(all, part))) return [];
  const ids = await versionsOfProduct(tx, tenantId, productId);
  return ids.map((id) => ({ kind: 'api_version', id }));
}

async function ownRecords(tx: Tx, tenantId: string, target: PolicyTarget): Promise<FeedEntry[]> {
  switch (target.level) {
    case 'operation':
      return [{ kind: 'api_version', id: target.apiVersionId ?? '' }];
    case 'plan': {
      const rows = await tx
        .select({ id: planVersions.id })
        .from(planVersions)
        .where(
          and(
            eq(planVersions.tenantId, tenantId),
            eq(planVersions.planId, target.id),
            isNotNull(planVersions.publishedAt),
          ),
        );
      return rows.map(({ id }) => ({ kind: 'plan_version', id }));
    }
    default:
      return [{ kind: target.level, id: target.id }];
  }
}

async function versionsBelow(tx: Tx, tenantId: string, target: PolicyTarget): Promise<string[]> {
  if (target.level === 'tenant') {
    const rows = await tx
      .select({ id: apiVersions.id })
      .from(apiVersions)
      .where(eq(apiVersions.tenantId, tenantId));
    return rows.map(({ id }) => id);
  }
  const productId = target.level === 'product' ? target.id : target.productId;
  return productId === null ? [] : versionsOfProduct(tx, tenantId, productId);
}

async function versionsOfProduct(tx: Tx, tenantId: string, productId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: productApis.apiVersionId })
    .from(productApis)
    .where(and(eq(productApis.tenantId, tenantId), eq(productApis.productId, productId)));
  return rows.map(({ id }) => id);
}
