'use client';

import { ActionForm } from '@tollgate/ui/forms/action-form';
import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { SubmitButton } from '@tollgate/ui/forms/submit-button';
import { useToast } from '@tollgate/ui/overlay/toast';
import { FormSummary } from '../../shell/forms/form-summary.tsx';
import { changePassword } from './actions.ts';

/** A new password. Every other session ends. */
export function PasswordForm() {
  const toast = useToast();
  return (
    <ActionForm
      action={changePassword}
      resetsOnSuccess
      onSuccess={() =>
        toast({
          tone: 'success',
          title: 'Your password is changed',
          description: 'Your other sessions have ended.',
        })
      }
      className="flex flex-col gap-4"
    >
      <FormSummary />
      <Field name="current" label="Current password" isRequired>
        <Input type="password" autoComplete="current-password" />
      </Field>
      <Field name="next" label="New password" hint="At least 12 characters." isRequired>
        <Input type="password" autoComplete="new-password" />
      </Field>
      <Field name="repeated" label="New password again" isRequired>
        <Input type="password" autoComplete="new-password" />
      </Field>
      <SubmitButton className="self-start">Change password</SubmitButton>
    </ActionForm>
  );
}
