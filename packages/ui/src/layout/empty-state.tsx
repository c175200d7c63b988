import type { ReactNode } from 'react';
import { cn } from '../cn.tsx';

/** Props of `EmptyState`. */
export type EmptyStateProps = {
  /** Icon, 20px. */
  icon?: ReactNode;
  /** What is not here. */
  title: string;
  /** Why, and what being here would give. */
  children?: ReactNode;
  /** What to do next. */
  action?: ReactNode;
  className?: string;
};

/** Stands where data would be, and says what to do next. */
export function EmptyState({ icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div className={cn('flex flex-col items-center justify-center px-6 py-12 text-center', className)}>
      {icon ? (
        <div
          aria-hidden="true"
          className="mb-3 grid size-10 place-items-center rounded-lg border bg-surface text-ink-muted [&_svg]:size-5"
        >
          {icon}
        </div>
      ) : null}
      <p className="font-medium text-ink">{title}</p>
      {children ? <div className="mt-1 max-w-sm text-pretty text-ink-muted text-ui">{children}</div> : null}
      {action ? <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
