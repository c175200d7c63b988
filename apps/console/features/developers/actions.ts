'use server';

import type { Environment } from '@tollgate/domain/environment';
import { updateDeveloper } from '@tollgate/services/developers/update-developer';
import { createApiKey } from '@tollgate/services/keys/create-api-key';
import { revokeApiKey } from '@tollgate/services/keys/revoke-api-key';
import { approveSubscription } from '@tollgate/services/subscriptions/approve-subscription';
import { cancelSubscription } from '@tollgate/services/subscriptions/cancel-subscription';
import { resumeSubscription } from '@tollgate/services/subscriptions/resume-subscription';
import { suspendSubscription } from '@tollgate/services/subscriptions/suspend-subscription';
import { commandAction, formAction } from '../../server/action.ts';
import { endOfDayOf, textOf } from '../../server/form-values.ts';

/** Keeps a developer out of the portal. */
export const blockDeveloper = commandAction(async (ctx, developerId: string) => {
  await updateDeveloper(ctx, { developerId, status: 'blocked' });
});

/** Lets a blocked developer in again. */
export const unblockDeveloper = commandAction(async (ctx, developerId: string) => {
  await updateDeveloper(ctx, { developerId, status: 'active' });
});

/** Issues a key for a developer's app; the key is answered once. */
export const issueKey = formAction(async (ctx, form) => {
  const { token } = await createApiKey(ctx, {
    appId: textOf(form, 'appId'),
    name: textOf(form, 'name'),
    environment: textOf(form, 'environment') as Environment,
    expiresAt: endOfDayOf(form, 'expiresAt'),
  });
  return { secret: token };
});

/** Revokes a key for good. */
export const revokeKey = commandAction(async (ctx, keyId: string) => {
  await revokeApiKey(ctx, { keyId });
});

/** Lets a pending subscription work. */
export const approve = commandAction(async (ctx, subscriptionId: string) => {
  await approveSubscription(ctx, { subscriptionId });
});

/** Stops a subscription until it is resumed. */
export const suspend = commandAction(async (ctx, subscriptionId: string) => {
  await suspendSubscription(ctx, { subscriptionId });
});

/** Lets a suspended subscription work again. */
export const resume = commandAction(async (ctx, subscriptionId: string) => {
  await resumeSubscription(ctx, { subscriptionId });
});

/** Ends a subscription for good. */
export const cancel = commandAction(async (ctx, subscriptionId: string) => {
  await cancelSubscription(ctx, { subscriptionId });
});
