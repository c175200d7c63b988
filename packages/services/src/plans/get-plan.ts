import { type Plan, PlanInput } from '@tollgate/contract/products';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { getPlanRow, toPlan } from './to-plan.ts';

/** One plan with its current and draft terms. */
export async function getPlan(ctx: Ctx, input: PlanInput): Promise<Plan> {
  requireRole(ctx, 'viewer');
  const { planId } = parseInput(PlanInput, input);
  return withTenantTx(ctx, async (tx) =>
    toPlan(tx, ctx.tenantId, await getPlanRow(tx, ctx.tenantId, planId)),
  );
}
