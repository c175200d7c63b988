import { CreatePlanInput, type Plan } from '@tollgate/contract/products';
import { plans, planVersions } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { newId } from '@tollgate/domain/ids';
import { slugFrom } from '@tollgate/domain/slug';
import { and, count, eq } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { orConflict } from '../context/db-errors.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { lockProductRow } from '../products/to-product.ts';
import { toPlan } from './to-plan.ts';

/** Makes a draft plan of a product with draft terms. */
export async function createPlan(ctx: Ctx, input: CreatePlanInput): Promise<Plan> {
  requireRole(ctx, 'editor');
  const { productId, name, slug, summary, terms } = parseInput(CreatePlanInput, input);
  const id = newId('plan');
  const times = { createdAt: ctx.now(), updatedAt: ctx.now() };
  const create = () =>
    withTenantTx(ctx, async (tx) => {
      await lockProductRow(tx, ctx.tenantId, productId);
      const [siblings] = await tx
        .select({ value: count() })
        .from(plans)
        .where(and(eq(plans.tenantId, ctx.tenantId), eq(plans.productId, productId)));
      const position = siblings?.value ?? 0;
      const values = {
        tenantId: ctx.tenantId,
        id,
        productId,
        slug: slug ?? slugFrom(name, `plan-${id.slice(-6).toLowerCase()}`),
        name,
        summary,
      };
      const [row] = await tx
        .insert(plans)
        .values({ ...values, position, ...times })
        .returning();
      if (!row) throw new Error('insert into plans returned no row');
      await tx
        .insert(planVersions)
        .values({ tenantId: ctx.tenantId, id: newId('planVersion'), planId: id, number: 1, terms, ...times });
      const plan = await toPlan(tx, ctx.tenantId, row);
      await recordChange(tx, ctx, {
        action: 'plan.created',
        target: { kind: 'plan', id, name },
        after: plan,
      });
      return plan;
    });
  return orConflict(create, 'name', 'This product has a plan with this name or slug already: choose another');
}
