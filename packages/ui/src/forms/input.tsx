'use client';

import type { InputHTMLAttributes, Ref } from 'react';
import { cn } from '../cn.tsx';
import { useControl } from './form-context.tsx';

/** Props of `Input`. */
export type InputProps = InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> };

/** A line of text. Takes its id, name, value and error from the `Field` around it. */
export function Input(props: InputProps) {
  const control = useControl(props);
  return <input type="text" {...control} className={cn('tg-control', props.className)} />;
}
