'use client';

import { type ReactNode, useId } from 'react';
import { cn } from '../cn.tsx';
import { FieldError } from '../forms/field.tsx';
import { useFormState } from '../forms/form-context.tsx';
import { problemText } from '../forms/form-problem.tsx';

/** One choice. */
export type RadioCard = {
  value: string;
  label: ReactNode;
  description?: ReactNode;
  icon?: ReactNode;
  /** Greys the choice out and says why. */
  disabledReason?: string;
};

/** Props of `RadioCards`. */
export type RadioCardsProps = {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  options: RadioCard[];
  defaultValue?: string;
  value?: string;
  onChange?: (value: string) => void;
  columns?: 1 | 2 | 3;
};

const columnsBy = { 1: '', 2: 'sm:grid-cols-2', 3: 'sm:grid-cols-3' };

/** One of a few choices that each need a sentence. Arrow keys move the choice. */
export function RadioCards(props: RadioCardsProps) {
  const { name, label, hint, options, value, onChange, columns = 1 } = props;
  const id = useId();
  const form = useFormState();
  const problem = form.problems.get(name);
  const error = props.error ?? (problem ? problemText(problem) : undefined);
  const chosen = (form.values[name] as string | undefined) ?? props.defaultValue;
  const describedBy = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
  return (
    <fieldset aria-describedby={describedBy} className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 font-medium text-ui">{label}</legend>
      {hint ? (
        <p id={`${id}-hint`} className="-mt-1.5 text-ink-muted text-ui">
          {hint}
        </p>
      ) : null}
      <div className={cn('grid gap-2', columnsBy[columns])}>
        {options.map((option) => (
          <label
            key={option.value}
            className="flex min-h-11 items-start gap-3 rounded-lg border border-line-strong bg-surface p-3 hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-disabled:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === undefined ? undefined : value === option.value}
              defaultChecked={value === undefined ? chosen === option.value : undefined}
              onChange={onChange ? (event) => onChange(event.target.value) : undefined}
              disabled={option.disabledReason !== undefined}
              className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
            />
            <span className="min-w-0 flex-1">
              <span className="block font-medium text-ink">{option.label}</span>
              {option.description ? (
                <span className="block text-ink-muted text-ui">{option.description}</span>
              ) : null}
              {option.disabledReason ? (
                <span className="block text-ink-muted text-xs">{option.disabledReason}</span>
              ) : null}
            </span>
            {option.icon ? <span className="text-ink-muted [&_svg]:size-5">{option.icon}</span> : null}
          </label>
        ))}
      </div>
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </fieldset>
  );
}
