'use server';

import { acceptInvitation } from '@tollgate/services/invitations/accept-invitation';
import { signUpTenant } from '@tollgate/services/sign-in/sign-up-tenant';
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
