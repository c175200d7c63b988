'use server';

import { createApp } from '@tollgate/services/apps/create-app';
import { deleteApp } from '@tollgate/services/apps/delete-app';
import type { Ctx } from '@tollgate/services/context/ctx';
import { createApiKey } from '@tollgate/services/keys/create-api-key';
import { createSubscription } from '@tollgate/services/subscriptions/create-subscription';
import { formAction } from '../../server/action.ts';
import { textOf } from '../../server/form-values.ts';
import { NEW_APP } from './new-app.ts';

/** Subscribes an app, an existing one or one made on the way, and issues a key for it. */
export const subscribe = formAction(async (ctx, form) => {
  const planId = textOf(form, 'planId');
  const chosen = textOf(form, 'appId');
  const appId = chosen === NEW_APP ? (await createApp(ctx, { name: textOf(form, 'name') })).id : chosen;
  const subscription = await (chosen === NEW_APP
    ? orWithoutApp(ctx, appId, () => createSubscription(ctx, { appId, planId }))
    : createSubscription(ctx, { appId, planId }));
  const { token } = await createApiKey(ctx, { appId });
  return { token, appId, appName: subscription.app.name, isPending: subscription.status === 'pending' };
});

/** An app made only for this subscription goes again when there is none. */
async function orWithoutApp<T>(ctx: Ctx, appId: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await deleteApp(ctx, { appId });
    throw error;
  }
}
