import type { ReactNode } from 'react';
import { cn } from '../cn.tsx';
import { type Tone, toneShape, toneSoft } from '../tone.tsx';

/** Props of `Badge`. */
export type BadgeProps = {
  tone?: Tone;
  icon?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A short word on a tinted ground. */
export function Badge({ tone = 'neutral', icon, className, children }: BadgeProps) {
  return (
    <span
      className={cn(
        'inline-flex h-5 max-w-full shrink-0 items-center gap-1 whitespace-nowrap rounded px-1.5 font-medium text-xs [&_svg]:size-3',
        toneSoft[tone],
        className,
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}

/** A state as a coloured dot and a word; the word carries the meaning. */
export function StatusBadge({ tone = 'neutral', className, children }: Omit<BadgeProps, 'icon'>) {
  return (
    <span className={cn('inline-flex items-center gap-1.5 whitespace-nowrap text-ink text-ui', className)}>
      <span aria-hidden="true" className={cn('size-2 shrink-0 rounded-full bg-current', toneShape[tone])} />
      {children}
    </span>
  );
}
