'use client';

import { Check, Copy } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Button } from '../forms/button.tsx';
import { useCopy } from './use-copy.tsx';

/** Props of `CopyField`. */
export type CopyFieldProps = {
  label: ReactNode;
  /** The text, shown whole and selectable. */
  value: string;
  /** Such as "You will not see it again." */
  hint?: ReactNode;
};

/** A read-only value with a button that copies it, for addresses and secrets shown once. */
export function CopyField({ label, value, hint }: CopyFieldProps) {
  const id = useId();
  const { isCopied, copy } = useCopy();
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-ui">
        {label}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="-mt-1 text-ink-muted text-ui">
          {hint}
        </p>
      ) : null}
      <div className="flex gap-2 max-sm:flex-col">
        <input
          id={id}
          readOnly
          value={value}
          spellCheck={false}
          autoComplete="off"
          aria-describedby={hint ? `${id}-hint` : undefined}
          onFocus={(event) => event.target.select()}
          className="tg-control font-mono touch:text-sm"
        />
        <Button
          onClick={() => copy(value)}
          icon={isCopied ? <Check className="text-success-text" /> : <Copy />}
          className="sm:w-24"
        >
          {isCopied ? 'Copied' : 'Copy'}
        </Button>
      </div>
      <span role="status" className="sr-only">
        {isCopied ? 'Copied' : ''}
      </span>
    </div>
  );
}
