'use client';

import { cn } from '../cn.tsx';
import { type CheckboxProps, useBox } from './checkbox.tsx';
import { FieldError } from './field.tsx';

/** An on/off switch: a checkbox whose effect is immediate or obvious. */
export function Switch({ label, hint, error: givenError, className, ...props }: CheckboxProps) {
  const box = useBox({ label, error: givenError, ...props });
  return (
    <div className={cn('flex flex-col gap-1', className)}>
      <label htmlFor={box.id} className="flex items-start justify-between gap-4 touch:min-h-11 touch:py-2">
        <span className="min-w-0">
          <span className="block font-medium text-ink text-ui">{label}</span>
          {hint ? (
            <span id={box.hintId} className="block text-ink-muted text-ui">
              {hint}
            </span>
          ) : null}
        </span>
        <span className="relative mt-0.5 inline-flex shrink-0">
          <input
            {...props}
            id={box.id}
            type="checkbox"
            // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox says whether it is checked by itself
            role="switch"
            defaultChecked={box.defaultChecked}
            aria-describedby={
              [box.error && box.errorId, hint && box.hintId].filter(Boolean).join(' ') || undefined
            }
            className="peer h-5 w-9 appearance-none rounded-full bg-ink-faint transition-colors checked:bg-accent disabled:opacity-50"
          />
          <span
            aria-hidden="true"
            className="pointer-events-none absolute top-0.5 left-0.5 size-4 rounded-full bg-accent-ink transition-transform peer-checked:translate-x-4"
          />
        </span>
      </label>
      <FieldError id={box.errorId}>{box.error}</FieldError>
    </div>
  );
}
