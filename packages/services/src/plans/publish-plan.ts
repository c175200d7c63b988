import { type Plan, PlanInput } from '@tollgate/contract/products';
import { plans, planVersions } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import { and, eq } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { findDraft, lockPlanRow, toPlan } from './to-plan.ts';

/** Fixes the draft terms for ever and offers them to new subscriptions. Those there are keep the terms they have. */
export async function publishPlan(ctx: Ctx, input: PlanInput): Promise<Plan> {
  requireRole(ctx, 'editor');
  const { planId } = parseInput(PlanInput, input);
  return withTenantTx(ctx, async (tx) => {
    const plan = await lockPlanRow(tx, ctx.tenantId, planId);
    const draft = await findDraft(tx, ctx.tenantId, planId);
    if (!draft || plan.status === 'archived') {
      throw new DomainError('conflict', {
        detail: 'There are no draft terms to publish. Edit the terms first.',
      });
    }
    await tx
      .update(planVersions)
      .set({ publishedAt: ctx.now(), updatedAt: ctx.now() })
      .where(and(eq(planVersions.tenantId, ctx.tenantId), eq(planVersions.id, draft.id)));
    const [row] = await tx
      .update(plans)
      .set({ status: 'published', currentVersionId: draft.id, updatedAt: ctx.now() })
      .where(and(eq(plans.tenantId, ctx.tenantId), eq(plans.id, planId)))
      .returning();
    const after = await toPlan(tx, ctx.tenantId, row ?? plan);
    await recordChange(tx, ctx, {
      action: 'plan.published',
      target: { kind: 'plan', id: planId, name: plan.name },
      before: { currentVersionId: plan.currentVersionId },
      after: after.current,
      feed: [{ kind: 'plan_version', id: draft.id }],
    });
    return after;
  });
}
