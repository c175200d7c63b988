'use client';

import { ActionForm } from '@tollgate/ui/forms/action-form';
import type { FormResult, FormValue } from '@tollgate/ui/forms/form-problem';
import { SubmitButton } from '@tollgate/ui/forms/submit-button';
import { useNavigation } from '@tollgate/ui/link';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { FormSummary } from './form-summary.tsx';

/** What a form that may lead elsewhere answers. */
export type RedirectResult = FormResult & { href?: string | undefined };

/** Props of `SaveForm`. */
export type SaveFormProps = {
  /** An answer with `href` leads there. */
  action: (previous: RedirectResult | undefined, form: FormData) => Promise<RedirectResult>;
  initialValues?: Record<string, FormValue>;
  submitLabel?: string;
  /** Why this person cannot save. */
  disabledReason?: string | undefined;
  /** Left of the button. */
  aside?: ReactNode;
  children: ReactNode;
};

/** A form on a page: problems on top and at their fields, "Saved" beside the button. */
export function SaveForm({
  action,
  initialValues,
  submitLabel,
  disabledReason,
  aside,
  children,
}: SaveFormProps) {
  const { navigate } = useNavigation();
  return (
    <ActionForm
      action={action}
      initialValues={initialValues}
      onSuccess={(result) => result.href && navigate(result.href)}
      className="flex flex-col gap-5"
    >
      {(result) => (
        <>
          <FormSummary />
          {children}
          <div className="flex flex-wrap items-center justify-end gap-3">
            <span className="mr-auto">{aside}</span>
            <span role="status" className="inline-flex items-center gap-1.5 text-success-text text-ui">
              {result?.ok && !result.href ? (
                <>
                  <Check aria-hidden="true" className="size-4" />
                  Saved
                </>
              ) : null}
            </span>
            <SubmitButton disabledReason={disabledReason}>{submitLabel ?? 'Save'}</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
