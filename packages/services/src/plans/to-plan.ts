import type { Plan, PlanVersion } from '@tollgate/contract/products';
import type { Tx } from '@tollgate/db/db';
import { plans, planVersions, subscriptions } from '@tollgate/db/schema';
import { and, count, eq, inArray, isNull, or } from 'drizzle-orm';
import { notFound } from '../context/not-found.ts';

export type PlanRow = typeof plans.$inferSelect;
type PlanVersionRow = typeof planVersions.$inferSelect;

/** The plan's row, locked for a change; throws `not_found`. */
export async function lockPlanRow(tx: Tx, tenantId: string, planId: string): Promise<PlanRow> {
  const wanted = and(eq(plans.tenantId, tenantId), eq(plans.id, planId));
  await tx.select({ id: plans.id }).from(plans).where(wanted).for('update');
  return getPlanRow(tx, tenantId, planId);
}

/** The plan's row; throws `not_found`. */
export async function getPlanRow(tx: Tx, tenantId: string, planId: string): Promise<PlanRow> {
  const [row] = await tx
    .select()
    .from(plans)
    .where(and(eq(plans.tenantId, tenantId), eq(plans.id, planId)));
  if (!row) throw notFound('plan');
  return row;
}

/** The draft terms of a plan, if there are any. */
export async function findDraft(
  tx: Tx,
  tenantId: string,
  planId: string,
): Promise<PlanVersionRow | undefined> {
  const [row] = await tx
    .select()
    .from(planVersions)
    .where(
      and(
        eq(planVersions.tenantId, tenantId),
        eq(planVersions.planId, planId),
        isNull(planVersions.publishedAt),
      ),
    );
  return row;
}

/** A version's row as the contract shows it. */
export function toPlanVersion(row: PlanVersionRow): PlanVersion {
  const { id, number, terms, publishedAt } = row;
  return { id, number, terms, publishedAt: publishedAt?.toISOString() ?? null };
}

/** Rows of plans with their current and draft terms, in the order given. */
export async function toPlans(tx: Tx, tenantId: string, rows: PlanRow[]): Promise<Plan[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const currentIds = rows.flatMap((row) => row.currentVersionId ?? []);
  const versions = await tx
    .select()
    .from(planVersions)
    .where(
      and(
        eq(planVersions.tenantId, tenantId),
        inArray(planVersions.planId, ids),
        or(isNull(planVersions.publishedAt), inArray(planVersions.id, currentIds)),
      ),
    );
  const counts = await tx
    .select({ planId: subscriptions.planId, value: count() })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.tenantId, tenantId),
        inArray(subscriptions.planId, ids),
        inArray(subscriptions.status, ['active', 'pending']),
      ),
    )
    .groupBy(subscriptions.planId);
  return rows.map((row) => {
    const current = versions.find((version) => version.id === row.currentVersionId);
    const draft = versions.find((version) => version.planId === row.id && !version.publishedAt);
    return {
      id: row.id,
      productId: row.productId,
      slug: row.slug,
      name: row.name,
      summary: row.summary,
      status: row.status,
      current: current ? toPlanVersion(current) : null,
      draft: draft ? toPlanVersion(draft) : null,
      subscriptionCount: counts.find((entry) => entry.planId === row.id)?.value ?? 0,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
    };
  });
}

/** One plan with its current and draft terms. */
export async function toPlan(tx: Tx, tenantId: string, row: PlanRow): Promise<Plan> {
  const [plan] = await toPlans(tx, tenantId, [row]);
  return plan as Plan;
}
