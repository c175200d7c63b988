'use server';

import { clientAddress } from '@tollgate/services/context/client-address';
import { acceptInvitation } from '@tollgate/services/invitations/accept-invitation';
import { queuePasswordReset } from '@tollgate/services/passwords/queue-password-reset';
import { resetMemberPassword } from '@tollgate/services/passwords/reset-member-password';
import { signUpTenant } from '@tollgate/services/sign-in/sign-up-tenant';
import { headers } from 'next/headers';
import { textOf } from '../../server/form-values.ts';
import { publicFormAction } from '../../server/public-action.ts';

/** Makes a tenant and its owner; answers the e-mail to sign in with. */
export const signUp = publicFormAction(async (services, form) => {
  const email = textOf(form, 'email').trim();
  await signUpTenant(services, {
    tenantName: textOf(form, 'tenantName'),
    name: textOf(form, 'name'),
    email,
    password: textOf(form, 'password'),
  });
  return { email };
});

/** Makes the invited person a member; answers the e-mail to sign in with. */
export const accept = publicFormAction(async (services, form) => {
  const { email } = await acceptInvitation(services, {
    secret: textOf(form, 'secret'),
    name: textOf(form, 'name'),
    password: textOf(form, 'password'),
  });
  return { email };
});

/** Has a link to a new password mailed, if anybody has this e-mail; the answer does not tell. */
export const forgot = publicFormAction(async (services, form) => {
  const email = textOf(form, 'email').trim();
  const address = clientAddress((await headers()).get('x-forwarded-for'));
  await queuePasswordReset(services, null, { email, address });
  return { email };
});

/** Sets a new password by the link of a mail; answers the e-mail to sign in with. */
export const reset = publicFormAction((services, form) =>
  resetMemberPassword(services, { secret: textOf(form, 'secret'), password: textOf(form, 'password') }),
);
