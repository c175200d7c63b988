'use server';

import { clientAddress } from '@tollgate/services/context/client-address';
import { signUpDeveloper } from '@tollgate/services/developers/sign-up-developer';
import { queuePasswordReset } from '@tollgate/services/passwords/queue-password-reset';
import { resetDeveloperPassword } from '@tollgate/services/passwords/reset-developer-password';
import { headers } from 'next/headers';
import { textOf } from '../../server/form-values.ts';
import { publicFormAction } from '../../server/public-action.ts';

/** Makes a developer of the tenant whose portal this is; answers the e-mail to sign in with. */
export const signUp = publicFormAction(async (services, tenant, form) => {
  const email = textOf(form, 'email').trim();
  await signUpDeveloper(services, tenant.id, {
    name: textOf(form, 'name'),
    email,
    password: textOf(form, 'password'),
  });
  return { email };
});

/** Has a link to a new password mailed, if a developer of this tenant has this e-mail; the answer does not tell. */
export const forgot = publicFormAction(async (services, tenant, form) => {
  const email = textOf(form, 'email').trim();
  const address = clientAddress((await headers()).get('x-forwarded-for'));
  await queuePasswordReset(services, tenant.id, { email, address });
  return { email };
});

/** Sets a new password by the link of a mail; answers the e-mail to sign in with. */
export const reset = publicFormAction((services, tenant, form) =>
  resetDeveloperPassword(services, tenant.id, {
    secret: textOf(form, 'secret'),
    password: textOf(form, 'password'),
  }),
);
