'use server';

import { attachPolicy } from '@tollgate/services/policies/attach-policy';
import { removePolicy } from '@tollgate/services/policies/remove-policy';
import { commandAction, formAction } from '../../server/action.ts';
import { textOf } from '../../server/form-values.ts';
import { changePolicy } from './forms/change-policy.ts';

/** Sets a policy at one level, with the settings of its form. */
export const savePolicy = formAction((ctx, form) =>
  changePolicy(ctx, textOf(form, 'targetId'), textOf(form, 'policyId'), form),
);

/** Takes a policy out of one level: what a wider level sets holds again. */
export const takeOut = commandAction((ctx, targetId: string, policyId: string) =>
  removePolicy(ctx, { targetId, policyId }),
);

/** Turns off at one level what a wider level sets. */
export const turnOff = commandAction(async (ctx, targetId: string, policyId: string) => {
  await attachPolicy(ctx, { targetId, policyId, isOff: true });
});
