'use server';

import { createApiKey } from '@tollgate/services/keys/create-api-key';
import { revokeApiKey } from '@tollgate/services/keys/revoke-api-key';
import { rotateApiKey } from '@tollgate/services/keys/rotate-api-key';
import { commandAction, formAction } from '../../server/action.ts';
import { numberOf, textOf } from '../../server/form-values.ts';

const DAY_MS = 86_400_000;

/** Issues a key for an app; the answer is the only place where it is told. */
export const createKey = formAction(async (ctx, form) => {
  const days = textOf(form, 'expiresInDays');
  const expiresAt = days ? new Date(ctx.now().getTime() + Number(days) * DAY_MS).toISOString() : null;
  const { token } = await createApiKey(ctx, {
    appId: textOf(form, 'appId'),
    name: textOf(form, 'name'),
    environment: textOf(form, 'environment') as 'live',
    expiresAt,
  });
  return { token };
});

/** Issues a key in place of another. */
export const rotateKey = formAction(async (ctx, form) => {
  const { token } = await rotateApiKey(ctx, {
    keyId: textOf(form, 'keyId'),
    overlapSeconds: numberOf(form, 'overlapSeconds'),
  });
  return { token };
});

/** Revokes a key for good. */
export const revokeKey = commandAction(async (ctx, keyId: string) => {
  await revokeApiKey(ctx, { keyId });
});
