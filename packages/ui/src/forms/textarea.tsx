'use client';

import type { Ref, TextareaHTMLAttributes } from 'react';
import { cn } from '../cn.tsx';
import { useControl } from './form-context.tsx';

/** Props of `Textarea`. */
export type TextareaProps = TextareaHTMLAttributes<HTMLTextAreaElement> & {
  /** Monospaced, for code and documents. */
  isCode?: boolean;
  ref?: Ref<HTMLTextAreaElement>;
};

/** Several lines of text. */
export function Textarea({ isCode, ...props }: TextareaProps) {
  const control = useControl(props);
  return (
    <textarea
      rows={4}
      spellCheck={isCode ? false : undefined}
      {...control}
      className={cn('tg-control resize-y', isCode && 'font-mono text-xs leading-5', props.className)}
    />
  );
}
