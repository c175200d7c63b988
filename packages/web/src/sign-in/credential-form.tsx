'use client';

import { ActionForm } from '@tollgate/ui/forms/action-form';
import { FormErrorSummary } from '@tollgate/ui/forms/form-error-summary';
import type { FormResult } from '@tollgate/ui/forms/form-problem';
import { SubmitButton } from '@tollgate/ui/forms/submit-button';
import type { ReactNode } from 'react';
import { sendCredentials } from './send-credentials.ts';

/** Props of `CredentialForm`. */
export type CredentialFormProps = {
  /** Runs before signing in: makes the account. Nothing for the sign-in form itself. */
  prepare?: (
    previous: FormResult | undefined,
    form: FormData,
  ) => Promise<FormResult & { email?: string | undefined }>;
  submitLabel: string;
  /** What the app's handler asks for besides e-mail and password. */
  query?: Record<string, string>;
  /** Where to go when signed in. */
  next: string;
  /** What is wrong, above the fields; a plain list when absent. */
  summary?: ReactNode;
  children: ReactNode;
};

/** A form that ends signed in. */
export function CredentialForm(props: CredentialFormProps) {
  const { prepare, submitLabel, query, next, summary, children } = props;
  async function send(previous: FormResult | undefined, form: FormData): Promise<FormResult> {
    const prepared = await prepare?.(previous, form);
    if (prepared && !prepared.ok) return prepared;
    const email = prepared?.email ?? String(form.get('email'));
    const result = await sendCredentials(email, String(form.get('password')), query);
    // A full load, so that nothing rendered for the session before stays in the router's cache.
    if (result.ok) window.location.assign(next);
    return result;
  }
  return (
    <ActionForm action={send} className="flex flex-col gap-4">
      {summary ?? <FormErrorSummary />}
      {children}
      <SubmitButton className="mt-1 w-full">{submitLabel}</SubmitButton>
    </ActionForm>
  );
}
