import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../cn.tsx';
import { type Tone, toneShape, toneSoft } from '../tone.tsx';

/** Props of `Alert`. */
export type AlertProps = {
  /** What kind of news it is; `danger` is announced at once. */
  tone?: Tone;
  /** One line that says what happened. */
  title: ReactNode;
  /** More detail, below the title. */
  children?: ReactNode;
  /** A button or link that resolves it. */
  action?: ReactNode;
  /** Fills the width of the page without round corners, for the top of a screen. */
  isBanner?: boolean;
  className?: string;
};

const icons = {
  neutral: Info,
  accent: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleAlert,
};

/** A message in the page that stays until its cause is gone. */
export function Alert({ tone = 'neutral', title, children, action, isBanner, className }: AlertProps) {
  const Icon = icons[tone];
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={cn(
        'flex flex-wrap items-start gap-x-3 gap-y-2 px-3.5 py-2.5 text-ink text-sm',
        toneSoft[tone],
        isBanner ? 'px-4 sm:px-6' : 'rounded-md',
        className,
      )}
    >
      <Icon aria-hidden="true" className={cn('mt-0.5 size-4 shrink-0', toneShape[tone])} />
      <div className="min-w-0 flex-1 basis-48">
        <p className="font-medium">{title}</p>
        {children ? <div className="mt-0.5 text-ink-muted">{children}</div> : null}
      </div>
      {action ? <div className="shrink-0">{action}</div> : null}
    </div>
  );
}
