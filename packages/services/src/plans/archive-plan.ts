import { type Plan, PlanInput } from '@tollgate/contract/products';
import { plans } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { lockPlanRow, toPlan } from './to-plan.ts';

/** Stops offering a plan. Subscriptions on it go on under their terms. Archiving it again changes nothing. */
export async function archivePlan(ctx: Ctx, input: PlanInput): Promise<Plan> {
  requireRole(ctx, 'editor');
  const { planId } = parseInput(PlanInput, input);
  return withTenantTx(ctx, async (tx) => {
    const plan = await lockPlanRow(tx, ctx.tenantId, planId);
    if (plan.status === 'archived') return toPlan(tx, ctx.tenantId, plan);
    const [row] = await tx
      .update(plans)
      .set({ status: 'archived', updatedAt: ctx.now() })
      .where(and(eq(plans.tenantId, ctx.tenantId), eq(plans.id, planId)))
      .returning();
    const after = await toPlan(tx, ctx.tenantId, row ?? plan);
    await recordChange(tx, ctx, {
      action: 'plan.archived',
      target: { kind: 'plan', id: planId, name: plan.name },
      before: { status: plan.status },
      after: { status: after.status },
    });
    return after;
  });
}
