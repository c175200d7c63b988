'use client';

import { ActionForm } from '@tollgate/ui/forms/action-form';
import type { FormResult } from '@tollgate/ui/forms/form-problem';
import { SubmitButton } from '@tollgate/ui/forms/submit-button';
import type { ReactNode } from 'react';
import { FormSummary } from '../../shell/forms/form-summary.tsx';
import { sendCredentials } from './send-credentials.ts';

/** Props of `CredentialForm`. */
export type CredentialFormProps = {
  /** Runs before signing in: makes the account. Nothing for the sign-in form itself. */
  prepare?: (
    previous: FormResult | undefined,
    form: FormData,
  ) => Promise<FormResult & { email?: string | undefined }>;
  submitLabel: string;
  /** Where to go when signed in. */
  next: string;
  children: ReactNode;
};

/** A form that ends signed in. */
export function CredentialForm({ prepare, submitLabel, next, children }: CredentialFormProps) {
  async function send(previous: FormResult | undefined, form: FormData): Promise<FormResult> {
    const prepared = await prepare?.(previous, form);
    if (prepared && !prepared.ok) return prepared;
    const result = await sendCredentials(
      prepared?.email ?? String(form.get('email')),
      String(form.get('password')),
    );
    // A full load, so that nothing rendered for the session before stays in the router's cache.
    if (result.ok) window.location.assign(next);
    return result;
  }
  return (
    <ActionForm action={send} className="flex flex-col gap-4">
      <FormSummary />
      {children}
      <SubmitButton className="mt-1 w-full">{submitLabel}</SubmitButton>
    </ActionForm>
  );
}
