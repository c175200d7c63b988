'use server';

import { DomainError } from '@tollgate/domain/errors';
import { updateOwnPassword } from '@tollgate/services/passwords/update-own-password';
import { enterTenant } from '@tollgate/services/sign-in/enter-tenant';
import { commandAction, formAction } from '../../server/action.ts';
import { textOf } from '../../server/form-values.ts';
import { renewSession } from '../../server/renew-session.ts';

/** Changes the member's password, which ends all their sessions but this one. */
export const changePassword = formAction(async (ctx, form) => {
  const next = textOf(form, 'next');
  if (next !== textOf(form, 'repeated')) {
    throw new DomainError('validation_failed', {
      errors: [{ location: 'repeated', message: 'is not the same as above' }],
    });
  }
  await renewSession(await updateOwnPassword(ctx, { current: textOf(form, 'current'), next }));
});

/** Goes on in another tenant of the same person. */
export const switchTenant = commandAction(async (ctx, tenantId: string) => {
  await renewSession(await enterTenant(ctx, { tenantId }));
});
