'use server';

import { createClient } from '@tollgate/services/clients/create-client';
import { revokeClient } from '@tollgate/services/clients/revoke-client';
import { rotateClient } from '@tollgate/services/clients/rotate-client';
import { commandAction, formAction } from '../../server/action.ts';
import { numberOf, textOf } from '../../server/form-values.ts';

/** Makes a client for an app; the answer is the only place where its secret is told. */
export const addClient = formAction(async (ctx, form) => {
  const { client, secret } = await createClient(ctx, {
    appId: textOf(form, 'appId'),
    name: textOf(form, 'name'),
    environment: textOf(form, 'environment') as 'live',
    purpose: textOf(form, 'purpose') as 'token',
  });
  return { clientId: client.id, secret, purpose: client.purpose };
});

/** Gives a client a new secret. */
export const renewSecret = formAction(async (ctx, form) => {
  const { client, secret } = await rotateClient(ctx, {
    clientId: textOf(form, 'clientId'),
    overlapSeconds: numberOf(form, 'overlapSeconds'),
  });
  return { clientId: client.id, secret, purpose: client.purpose };
});

/** Revokes a client for good. */
export const endClient = commandAction(async (ctx, clientId: string) => {
  await revokeClient(ctx, { clientId });
});
