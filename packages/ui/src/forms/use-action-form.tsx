'use client';

import { type FormEvent, type RefObject, useActionState, useEffect, useMemo, useRef } from 'react';
import type { FormContextValue } from './form-context.tsx';
import { type FormProblem, type FormResult, type FormValue, problemsByField } from './form-problem.tsx';

/** An action as React's `useActionState` calls it. */
export type FormAction<Result extends FormResult = FormResult> = (
  previous: Result | undefined,
  formData: FormData,
) => Promise<Result>;

/** Options of `useActionForm`. */
export type ActionFormOptions<Result extends FormResult> = {
  /** Called once after each success. */
  onSuccess?: (result: Result) => void;
  /** Empties the form after a success; otherwise it keeps what was typed. */
  resetsOnSuccess?: boolean;
};

/** What `useActionForm` gives. */
export type ActionForm<Result extends FormResult> = {
  /** Spread on `<form>`. */
  formProps: {
    ref: RefObject<HTMLFormElement | null>;
    action: (formData: FormData) => void;
    onSubmit: (event: FormEvent<HTMLFormElement>) => void;
    onReset: (event: FormEvent<HTMLFormElement>) => void;
    noValidate: true;
  };
  /** The last answer; undefined before the first. */
  result: Result | undefined;
  isPending: boolean;
  /** Value for `FormProvider`. */
  context: FormContextValue;
  errorFor: (name: string) => FormProblem | undefined;
  valueFor: (name: string) => FormValue | undefined;
};

/** `useActionState` for forms: keeps what was typed and focuses the first wrong field. */
export function useActionForm<Result extends FormResult>(
  action: FormAction<Result>,
  options: ActionFormOptions<Result> = {},
): ActionForm<Result> {
  const [result, dispatch, isPending] = useActionState<Result | undefined, FormData>(
    action as (previous: Result | undefined, formData: FormData) => Promise<Result>,
    undefined,
  );
  const form = useRef<HTMLFormElement>(null);
  const mayReset = useRef(false);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });

  useEffect(() => {
    if (!result) return;
    if (!result.ok) return focusFirstProblem(form.current, result.errors);
    if (latest.current.resetsOnSuccess) {
      mayReset.current = true;
      form.current?.reset();
      mayReset.current = false;
    }
    latest.current.onSuccess?.(result);
  }, [result]);

  const problems = useMemo(() => problemsByField(result?.errors), [result]);
  const values = result?.values ?? {};
  return {
    formProps: {
      ref: form,
      action: dispatch,
      onSubmit: (event) => {
        if (isPending) event.preventDefault();
      },
      // React resets a form after each action, which would throw away what was typed.
      onReset: (event) => {
        if (!mayReset.current) event.preventDefault();
      },
      noValidate: true,
    },
    result,
    isPending,
    context: { problems, values, message: result?.message, ok: result?.ok },
    errorFor: (name) => problems.get(name),
    valueFor: (name) => values[name],
  };
}

/** Focuses the first control, in document order, that has a problem; otherwise the form's summary. */
export function focusFirstProblem(form: HTMLFormElement | null, errors: FormProblem[] = []) {
  if (!form) return;
  const names = problemsByField(errors);
  const controls = Array.from(form.elements) as HTMLInputElement[];
  const wrong = controls.find((control) => names.has(control.name) && control.type !== 'hidden');
  const target = wrong ?? form.querySelector<HTMLElement>('[data-form-summary]');
  target?.focus();
  target?.scrollIntoView?.({ block: 'nearest' });
}
