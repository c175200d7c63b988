import { type Plan, UpdatePlanInput } from '@tollgate/contract/products';
import { plans } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { lockPlanRow, toPlan } from './to-plan.ts';

/** Changes a plan's name or summary; its terms have a verb of their own. */
export async function updatePlan(ctx: Ctx, input: UpdatePlanInput): Promise<Plan> {
  requireRole(ctx, 'editor');
  const { planId, ...values } = parseInput(UpdatePlanInput, input);
  return withTenantTx(ctx, async (tx) => {
    const before = await lockPlanRow(tx, ctx.tenantId, planId);
    const [row] = await tx
      .update(plans)
      .set({ ...values, updatedAt: ctx.now() })
      .where(and(eq(plans.tenantId, ctx.tenantId), eq(plans.id, planId)))
      .returning();
    const after = await toPlan(tx, ctx.tenantId, row ?? before);
    await recordChange(tx, ctx, {
      action: 'plan.updated',
      target: { kind: 'plan', id: planId, name: after.name },
      before: { name: before.name, summary: before.summary },
      after: { name: after.name, summary: after.summary },
    });
    return after;
  });
}
