'use client';

import { createContext, useContext } from 'react';
import type { FormProblem, FormValue } from './form-problem.tsx';

/** What a form tells its fields. */
export type FormContextValue = {
  problems: Map<string, FormProblem>;
  values: Record<string, FormValue>;
  message?: string;
  ok?: boolean;
};

const FormContext = createContext<FormContextValue>({ problems: new Map(), values: {} });

/** Gives the fields below the state of their form. */
export const FormProvider = FormContext.Provider;

/** The state of the form around this field; empty outside of a form. */
export function useFormState(): FormContextValue {
  return useContext(FormContext);
}

/** What a field tells the control inside it. */
export type FieldContextValue = {
  id?: string;
  name?: string;
  describedBy?: string;
  isInvalid?: boolean;
  isRequired?: boolean;
  defaultValue?: FormValue;
};

const FieldContext = createContext<FieldContextValue>({});

/** Gives the control inside a field its id, name and description. */
export const FieldProvider = FieldContext.Provider;

/** The field around this control; empty outside of a field. */
export function useField(): FieldContextValue {
  return useContext(FieldContext);
}

type ControlProps = {
  id?: string;
  name?: string;
  required?: boolean;
  value?: unknown;
  defaultValue?: unknown;
  'aria-describedby'?: string;
};

/** Attributes for a control: its own props first, then what its field knows. */
export function useControl<Props extends ControlProps>(props: Props) {
  const field = useField();
  const isControlled = props.value !== undefined;
  const fallback = Array.isArray(field.defaultValue) ? field.defaultValue[0] : field.defaultValue;
  return {
    ...props,
    id: props.id ?? field.id,
    name: props.name ?? field.name,
    required: props.required ?? field.isRequired,
    defaultValue: isControlled ? undefined : (fallback ?? props.defaultValue),
    'aria-describedby': [props['aria-describedby'], field.describedBy].filter(Boolean).join(' ') || undefined,
    'aria-invalid': field.isInvalid || undefined,
  } as Props & { id?: string; name?: string };
}
