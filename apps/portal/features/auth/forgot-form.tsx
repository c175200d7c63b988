'use client';

import { Alert } from '@tollgate/ui/feedback/alert';
import { ActionForm } from '@tollgate/ui/forms/action-form';
import { Field } from '@tollgate/ui/forms/field';
import { FormErrorSummary } from '@tollgate/ui/forms/form-error-summary';
import { Input } from '@tollgate/ui/forms/input';
import { SubmitButton } from '@tollgate/ui/forms/submit-button';
import { forgot } from './actions.ts';

/** Asks whose password was forgotten, and says that a mail is on its way, whether or not anybody has the e-mail. */
export function ForgotForm() {
  return (
    <ActionForm action={forgot} className="flex flex-col gap-4">
      {(result) =>
        result?.ok ? (
          <Alert tone="success" title="Look into your mail">
            If {result.email} has an account here, a link is on its way. It works once, for 30 minutes.
          </Alert>
        ) : (
          <>
            <FormErrorSummary />
            <Field name="email" label="E-mail" isRequired>
              <Input type="email" autoComplete="username" autoFocus />
            </Field>
            <SubmitButton className="mt-1 w-full">Send link</SubmitButton>
          </>
        )
      }
    </ActionForm>
  );
}
