'use client';

import { Check, Copy } from 'lucide-react';
import { cn } from '../cn.tsx';
import { IconButton } from '../forms/icon-button.tsx';
import { useCopy } from './use-copy.tsx';

/** Props of `CopyButton`. */
export type CopyButtonProps = {
  /** What is copied. */
  text: string;
  /** What it does, such as "Copy key". */
  label?: string;
  className?: string;
};

/** Copies a text and says so. */
export function CopyButton({ text, label = 'Copy', className }: CopyButtonProps) {
  const { isCopied, copy } = useCopy();
  return (
    <>
      <IconButton
        label={label}
        onClick={() => copy(text)}
        className={cn(isCopied && 'text-success-text hover:text-success-text', className)}
        icon={isCopied ? <Check /> : <Copy />}
      />
      <span role="status" className="sr-only">
        {isCopied ? 'Copied' : ''}
      </span>
    </>
  );
}
