'use server';

import { signUpDeveloper } from '@tollgate/services/developers/sign-up-developer';
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
