'use server';

import { createApp as create } from '@tollgate/services/apps/create-app';
import { deleteApp } from '@tollgate/services/apps/delete-app';
import { updateApp } from '@tollgate/services/apps/update-app';
import { cancelSubscription } from '@tollgate/services/subscriptions/cancel-subscription';
import { commandAction, formAction } from '../../server/action.ts';
import { textOf } from '../../server/form-values.ts';

/** Makes an app of the signed-in developer. */
export const createApp = formAction(async (ctx, form) => {
  const { id } = await create(ctx, { name: textOf(form, 'name'), description: textOf(form, 'description') });
  return { appId: id as string };
});

/** Changes an app's name and description. */
export const editApp = formAction(async (ctx, form) => {
  await updateApp(ctx, {
    appId: textOf(form, 'appId'),
    name: textOf(form, 'name'),
    description: textOf(form, 'description'),
  });
});

/** Deletes an app with its keys and subscriptions. */
export const removeApp = commandAction(async (ctx, appId: string) => {
  await deleteApp(ctx, { appId });
});

/** Ends a subscription. */
export const endSubscription = commandAction(async (ctx, subscriptionId: string) => {
  await cancelSubscription(ctx, { subscriptionId });
});
