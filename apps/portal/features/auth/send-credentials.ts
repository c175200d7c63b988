import type { FormResult } from '@tollgate/ui/forms/form-problem';
import { signIn } from 'next-auth/react';

/** Signs in through next-auth and answers like a form's action. `place` says whose portal it is. */
export async function sendCredentials(place: string, email: string, password: string): Promise<FormResult> {
  const answer = await signIn('credentials', { place, email, password, redirect: false });
  if (answer?.ok && !answer.error) return { ok: true };
  const message =
    answer?.error && answer.error !== 'CredentialsSignin'
      ? answer.error
      : 'Signing in does not work right now. Try again in a moment.';
  return { ok: false, message, values: { email } };
}
