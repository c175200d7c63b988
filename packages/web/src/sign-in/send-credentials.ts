import type { FormResult } from '@tollgate/ui/forms/form-problem';
import { signIn } from 'next-auth/react';

/** Signs in through next-auth and answers like a form's action. `query` is what the app's handler asks for besides. */
export async function sendCredentials(
  email: string,
  password: string,
  query?: Record<string, string>,
): Promise<FormResult> {
  const answer = await signIn('credentials', { email, password, redirect: false }, query);
  if (answer?.ok && !answer.error) return { ok: true };
  const message =
    answer?.error && answer.error !== 'CredentialsSignin'
      ? answer.error
      : 'Signing in does not work right now. Try again in a moment.';
  return { ok: false, message, values: { email } };
}
