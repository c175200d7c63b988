import type { ReactNode } from 'react';
import { cn } from '../cn.tsx';

/** Props of `Card`. */
export type CardProps = {
  title?: ReactNode;
  description?: ReactNode;
  /** Buttons right of the title. */
  actions?: ReactNode;
  /** A line at the bottom, on a tinted ground: hints and form buttons. */
  footer?: ReactNode;
  /** Takes the inner padding away, for tables and lists that reach the edge. */
  isFlush?: boolean;
  /** Heading level; 2 when absent. */
  level?: 2 | 3;
  id?: string;
  className?: string;
  children?: ReactNode;
};

/** A bordered surface for one subject. */
export function Card(props: CardProps) {
  const Heading = props.level === 3 ? 'h3' : 'h2';
  const hasHead = props.title !== undefined || props.actions !== undefined;
  return (
    <section
      id={props.id}
      className={cn('min-w-0 rounded-lg border bg-surface shadow-card', props.className)}
    >
      {hasHead ? (
        <div
          className={cn(
            'flex flex-wrap items-start justify-between gap-3 px-4 pt-3.5 sm:px-5',
            props.isFlush && 'border-b pb-3.5',
          )}
        >
          <div className="min-w-0">
            <Heading className="font-semibold text-sm">{props.title}</Heading>
            {props.description ? (
              <p className="mt-0.5 max-w-prose text-ink-muted text-ui">{props.description}</p>
            ) : null}
          </div>
          {props.actions ? <div className="flex flex-wrap items-center gap-2">{props.actions}</div> : null}
        </div>
      ) : null}
      <div className={props.isFlush ? undefined : cn('px-4 pb-4 sm:px-5', hasHead ? 'pt-3' : 'pt-4')}>
        {props.children}
      </div>
      {props.footer ? (
        <div className="flex flex-wrap items-center justify-between gap-2 rounded-b-lg border-t bg-sunken/60 px-4 py-2.5 text-ink-muted text-ui sm:px-5">
          {props.footer}
        </div>
      ) : null}
    </section>
  );
}
