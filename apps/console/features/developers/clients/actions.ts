'use server';

import type { ClientPurpose } from '@tollgate/domain/clients/client-purpose';
import type { Environment } from '@tollgate/domain/environment';
import { createClient } from '@tollgate/services/clients/create-client';
import { revokeClient } from '@tollgate/services/clients/revoke-client';
import { rotateClient } from '@tollgate/services/clients/rotate-client';
import { commandAction, formAction } from '../../../server/action.ts';
import { numberOf, textOf } from '../../../server/form-values.ts';

/** Makes a client for a developer's app; its secret is answered once. */
export const issueClient = formAction(async (ctx, form) => {
  const { secret } = await createClient(ctx, {
    appId: textOf(form, 'appId'),
    name: textOf(form, 'name'),
    environment: textOf(form, 'environment') as Environment,
    purpose: textOf(form, 'purpose') as ClientPurpose,
  });
  return { secret };
});

/** Gives a client a new secret. */
export const renewSecret = formAction(async (ctx, form) => {
  const { secret } = await rotateClient(ctx, {
    clientId: textOf(form, 'clientId'),
    overlapSeconds: numberOf(form, 'overlapSeconds') as number,
  });
  return { secret };
});

/** Revokes a client for good. */
export const endClient = commandAction(async (ctx, clientId: string) => {
  await revokeClient(ctx, { clientId });
});
