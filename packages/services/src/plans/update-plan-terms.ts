import { type Plan, UpdatePlanTermsInput } from '@tollgate/contract/products';
import { planVersions } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import { newId } from '@tollgate/domain/ids';
import { and, eq, max } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { findDraft, lockPlanRow, toPlan } from './to-plan.ts';

/** Writes the draft terms of a plan; a new draft begins when every version is published. Subscribers notice nothing. */
export async function updatePlanTerms(ctx: Ctx, input: UpdatePlanTermsInput): Promise<Plan> {
  requireRole(ctx, 'editor');
  const { planId, terms } = parseInput(UpdatePlanTermsInput, input);
  return withTenantTx(ctx, async (tx) => {
    const plan = await lockPlanRow(tx, ctx.tenantId, planId);
    if (plan.status === 'archived') {
      throw new DomainError('conflict', { detail: 'The plan is archived. Make a new plan instead.' });
    }
    const draft = await findDraft(tx, ctx.tenantId, planId);
    const versionId = draft?.id ?? newId('planVersion');
    if (draft) {
      await tx
        .update(planVersions)
        .set({ terms, updatedAt: ctx.now() })
        .where(and(eq(planVersions.tenantId, ctx.tenantId), eq(planVersions.id, versionId)));
    } else {
      const [last] = await tx
        .select({ number: max(planVersions.number) })
        .from(planVersions)
        .where(and(eq(planVersions.tenantId, ctx.tenantId), eq(planVersions.planId, planId)));
      const number = (last?.number ?? 0) + 1;
      const times = { createdAt: ctx.now(), updatedAt: ctx.now() };
      await tx
        .insert(planVersions)
        .values({ tenantId: ctx.tenantId, id: versionId, planId, number, terms, ...times });
    }
    await recordChange(tx, ctx, {
      action: 'plan.terms_updated',
      target: { kind: 'plan', id: planId, name: plan.name },
      before: draft?.terms ?? null,
      after: terms,
    });
    return toPlan(tx, ctx.tenantId, plan);
  });
}
