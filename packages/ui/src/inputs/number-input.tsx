'use client';

import type { ReactNode } from 'react';
import { cn } from '../cn.tsx';
import { useControl } from '../forms/form-context.tsx';
import type { InputProps } from '../forms/input.tsx';
import { Affix, affixedClassName } from './affix.tsx';

/** Props of `NumberInput`. */
export type NumberInputProps = Omit<InputProps, 'type' | 'prefix'> & {
  /** After the number: "requests", "ms". */
  unit?: ReactNode;
  /** Allows a decimal point. */
  hasDecimals?: boolean;
};

/** A number as text, with the right keyboard on phones: no spinner, no change by scrolling. */
export function NumberInput({ unit, hasDecimals, className, ...props }: NumberInputProps) {
  const control = useControl(props);
  return (
    <Affix after={unit}>
      <input
        autoComplete="off"
        {...control}
        type="text"
        inputMode={hasDecimals ? 'decimal' : 'numeric'}
        className={cn(affixedClassName, className)}
      />
    </Affix>
  );
}
