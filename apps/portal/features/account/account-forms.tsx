'use client';

import { ActionForm } from '@tollgate/ui/forms/action-form';
import { Field } from '@tollgate/ui/forms/field';
import { FormErrorSummary } from '@tollgate/ui/forms/form-error-summary';
import { Input } from '@tollgate/ui/forms/input';
import { SubmitButton } from '@tollgate/ui/forms/submit-button';
import { useToast } from '@tollgate/ui/overlay/toast';
import { usePaths } from '../../shell/paths-provider.tsx';
import { changeName, changePassword } from './actions.ts';

/** The developer's name. */
export function NameForm({ name }: { name: string }) {
  const toast = useToast();
  return (
    <ActionForm
      action={changeName}
      initialValues={{ name }}
      onSuccess={() => toast({ tone: 'success', title: 'Your name is changed' })}
      className="flex flex-col gap-4"
    >
      <FormErrorSummary />
      <Field name="name" label="Name" isRequired>
        <Input autoComplete="name" />
      </Field>
      <SubmitButton className="self-start">Save</SubmitButton>
    </ActionForm>
  );
}

/** A new password. Afterwards every session ends, this one too. */
export function PasswordForm() {
  const paths = usePaths();
  return (
    <ActionForm
      action={changePassword}
      onSuccess={() => window.location.assign(paths.signIn({ next: paths.account() }))}
      className="flex flex-col gap-4"
    >
      <FormErrorSummary />
      <Field name="password.current" label="Current password" isRequired>
        <Input type="password" autoComplete="current-password" />
      </Field>
      <Field name="password.next" label="New password" hint="At least 12 characters." isRequired>
        <Input type="password" autoComplete="new-password" />
      </Field>
      <Field name="repeated" label="New password again" isRequired>
        <Input type="password" autoComplete="new-password" />
      </Field>
      <SubmitButton className="self-start">Change password</SubmitButton>
    </ActionForm>
  );
}
