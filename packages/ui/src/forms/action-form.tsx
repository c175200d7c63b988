'use client';

import type { FormHTMLAttributes, ReactNode } from 'react';
import { FormProvider } from './form-context.tsx';
import type { FormResult, FormValue } from './form-problem.tsx';
import { type FormAction, useActionForm } from './use-action-form.tsx';

/** Props of `ActionForm`. */
export type ActionFormProps<Result extends FormResult> = Omit<
  FormHTMLAttributes<HTMLFormElement>,
  'action' | 'onSubmit' | 'onReset' | 'children'
> & {
  /** A server action (or any async function) that answers a `FormResult`. */
  action: FormAction<Result>;
  /** What the fields hold at first, by name. */
  initialValues?: Record<string, FormValue>;
  onSuccess?: (result: Result) => void;
  resetsOnSuccess?: boolean;
  /** Fields and a `SubmitButton`; a function is given the last answer. */
  children: ReactNode | ((result: Result | undefined) => ReactNode);
};

/** A form over an action: its fields show their own problems, and nothing typed is lost. */
export function ActionForm<Result extends FormResult>(props: ActionFormProps<Result>) {
  const { action, initialValues, onSuccess, resetsOnSuccess, children, ...rest } = props;
  const form = useActionForm(action, { onSuccess, resetsOnSuccess });
  const values = { ...initialValues, ...form.context.values };
  return (
    <form {...rest} {...form.formProps}>
      <FormProvider value={{ ...form.context, values }}>
        {typeof children === 'function' ? children(form.result) : children}
      </FormProvider>
    </form>
  );
}
