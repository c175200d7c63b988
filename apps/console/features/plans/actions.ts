'use server';

import { archivePlan } from '@tollgate/services/plans/archive-plan';
import { createPlan } from '@tollgate/services/plans/create-plan';
import { publishPlan } from '@tollgate/services/plans/publish-plan';
import { updatePlan } from '@tollgate/services/plans/update-plan';
import { updatePlanTerms } from '@tollgate/services/plans/update-plan-terms';
import { commandAction, formAction } from '../../server/action.ts';
import { textOf } from '../../server/form-values.ts';
import { paths } from '../../shell/paths.ts';
import { readTerms } from './read-terms.ts';

/** Makes a draft plan. */
export const createDraftPlan = formAction(async (ctx, form) => {
  const plan = await createPlan(ctx, {
    productId: textOf(form, 'productId'),
    name: textOf(form, 'name'),
    summary: textOf(form, 'summary'),
    terms: readTerms(form),
  });
  return { href: paths.plan(plan.productId, plan.id) };
});

/** Saves a plan's name and its draft terms. */
export const saveDraftPlan = formAction(async (ctx, form) => {
  const planId = textOf(form, 'planId');
  const terms = readTerms(form);
  const plan = await updatePlanTerms(ctx, { planId, terms });
  await updatePlan(ctx, { planId, name: textOf(form, 'name'), summary: textOf(form, 'summary') });
  return { href: paths.plan(plan.productId, plan.id) };
});

/** Fixes the draft terms and offers them to new subscriptions. */
export const publish = commandAction(async (ctx, planId: string) => {
  await publishPlan(ctx, { planId });
});

/** Stops offering a plan. */
export const archive = commandAction(async (ctx, planId: string) => {
  await archivePlan(ctx, { planId });
});
