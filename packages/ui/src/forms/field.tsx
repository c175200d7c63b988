'use client';

import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { cn } from '../cn.tsx';
import { FieldProvider, useFormState } from './form-context.tsx';
import { problemText } from './form-problem.tsx';

/** Props of `Field`. */
export type FieldProps = {
  label: ReactNode;
  /** Name the value is sent under; also finds the field's problem and earlier value in the form around it. */
  name?: string;
  /** Help that is always visible, below the label. */
  hint?: ReactNode;
  /** What is wrong; overrides what the form says. */
  error?: ReactNode;
  isRequired?: boolean;
  /** Says "optional" beside the label. */
  isOptional?: boolean;
  /** Keeps the label for screen readers only. */
  isLabelHidden?: boolean;
  /** Right of the label: a small link such as "Forgot?". */
  aside?: ReactNode;
  className?: string;
  /** One control: `Input`, `Select`, `Textarea`, `MoneyInput`, … */
  children: ReactNode;
};

/** A label, a control, its hint and its error, wired together. */
export function Field(props: FieldProps) {
  const id = useId();
  const form = useFormState();
  const problem = props.name ? form.problems.get(props.name) : undefined;
  const error = props.error ?? (problem ? problemText(problem) : undefined);
  const hintId = props.hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const field = {
    id,
    name: props.name,
    describedBy: [errorId, hintId].filter(Boolean).join(' ') || undefined,
    isInvalid: Boolean(error),
    isRequired: props.isRequired,
    defaultValue: props.name ? form.values[props.name] : undefined,
  };
  return (
    <div className={cn('flex min-w-0 flex-col gap-1.5', props.className)}>
      <div className={cn('flex items-baseline justify-between gap-3', props.isLabelHidden && 'sr-only')}>
        <label htmlFor={id} className="font-medium text-ink text-ui">
          {props.label}
          {props.isOptional ? <span className="ml-1.5 font-normal text-ink-faint">optional</span> : null}
        </label>
        {props.aside ? <span className="text-ui">{props.aside}</span> : null}
      </div>
      {props.hint ? (
        <p id={hintId} className="-mt-1 text-pretty text-ink-muted text-ui">
          {props.hint}
        </p>
      ) : null}
      <FieldProvider value={field}>{props.children}</FieldProvider>
      <FieldError id={errorId}>{error}</FieldError>
    </div>
  );
}

/** The red line below a control. */
export function FieldError({ id, children }: { id?: string; children?: ReactNode }) {
  if (!children) return null;
  return (
    <p id={id} className="flex items-start gap-1.5 text-danger-text text-ui">
      <CircleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
      <span className="min-w-0 break-words">{children}</span>
    </p>
  );
}
