'use client';

import { ChevronDown } from 'lucide-react';
import type { Ref, SelectHTMLAttributes } from 'react';
import { cn } from '../cn.tsx';
import { useControl } from './form-context.tsx';

/** One choice. */
export type SelectOption = { value: string; label: string; isDisabled?: boolean };

/** Props of `Select`. */
export type SelectProps = Omit<SelectHTMLAttributes<HTMLSelectElement>, 'children'> & {
  options: SelectOption[];
  /** A first choice with an empty value, such as "Choose a currency". */
  placeholder?: string;
  ref?: Ref<HTMLSelectElement>;
};

/** The platform's own select, styled. */
export function Select({ options, placeholder, className, ...props }: SelectProps) {
  const control = useControl(props);
  return (
    <span className={cn('relative block min-w-0', className)}>
      <select key={String(control.defaultValue)} {...control} className="tg-control appearance-none pr-8">
        {placeholder ? <option value="">{placeholder}</option> : null}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.isDisabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-faint"
      />
    </span>
  );
}
