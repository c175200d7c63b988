'use client';

import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react';
import { cn } from '../cn.tsx';
import { FieldError } from './field.tsx';
import { useFormState } from './form-context.tsx';
import { problemText } from './form-problem.tsx';

/** Props of `Checkbox` and `Switch`. */
export type CheckboxProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> & {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  ref?: Ref<HTMLInputElement>;
};

/** Ids, problem and earlier state of a box that carries its own label. */
export function useBox({ name, value = 'on', defaultChecked, checked, error }: CheckboxProps) {
  const id = useId();
  const form = useFormState();
  const problem = name ? form.problems.get(name) : undefined;
  const sent = name === undefined ? undefined : form.values[name];
  const wasSent = Array.isArray(sent) ? sent.includes(String(value)) : sent === String(value);
  // An unchecked box is not sent at all: with an answer at hand, absence means "off".
  const hasAnswer = form.ok === false;
  return {
    id,
    hintId: `${id}-hint`,
    errorId: `${id}-error`,
    error: error ?? (problem ? problemText(problem) : undefined),
    defaultChecked:
      checked !== undefined ? undefined : hasAnswer || sent !== undefined ? wasSent : defaultChecked,
  };
}

/** A box to tick, with its label beside it. */
export function Checkbox({ label, hint, error: givenError, className, ...props }: CheckboxProps) {
  const box = useBox({ label, error: givenError, ...props });
  return (
    <div className={cn('flex flex-col gap-1', className)}>
      <label htmlFor={box.id} className="flex items-start gap-2.5 touch:py-2.5">
        <input
          {...props}
          id={box.id}
          type="checkbox"
          defaultChecked={box.defaultChecked}
          aria-describedby={
            [box.error && box.errorId, hint && box.hintId].filter(Boolean).join(' ') || undefined
          }
          aria-invalid={box.error ? true : undefined}
          className="mt-0.5 size-4 shrink-0 rounded accent-accent touch:size-5"
        />
        <span className="min-w-0">
          <span className="block text-ink">{label}</span>
          {hint ? (
            <span id={box.hintId} className="block text-ink-muted text-ui">
              {hint}
            </span>
          ) : null}
        </span>
      </label>
      <FieldError id={box.errorId}>{box.error}</FieldError>
    </div>
  );
}
