'use client';

import { ActionForm } from '@tollgate/ui/forms/action-form';
import { ButtonLink } from '@tollgate/ui/forms/button';
import { FormErrorSummary } from '@tollgate/ui/forms/form-error-summary';
import { SubmitButton } from '@tollgate/ui/forms/submit-button';
import { useNavigation } from '@tollgate/ui/link';
import { usePaths } from '../../shell/paths-provider.tsx';
import { createApp } from './actions.ts';
import { AppFields } from './app-fields.tsx';

/** Makes an app and opens its page. */
export function NewAppForm() {
  const paths = usePaths();
  const { navigate } = useNavigation();
  return (
    <ActionForm
      action={createApp}
      onSuccess={({ appId }) => appId && navigate(paths.app(appId))}
      className="flex flex-col gap-4"
    >
      <FormErrorSummary />
      <AppFields />
      <div className="flex justify-end gap-2">
        <ButtonLink href={paths.apps()}>Cancel</ButtonLink>
        <SubmitButton>Create app</SubmitButton>
      </div>
    </ActionForm>
  );
}
