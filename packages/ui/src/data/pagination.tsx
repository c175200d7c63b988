import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { buttonClassName } from '../forms/button.tsx';
import { AppLink } from '../link.tsx';

/** Props of `Pagination`. A direction without address and handler is not available. */
export type PaginationProps = {
  /** Name of the landmark. */
  label?: string;
  previousHref?: string;
  nextHref?: string;
  onPrevious?: () => void;
  onNext?: () => void;
  /** What is shown: "1–50 of 1,234". */
  summary?: ReactNode;
};

/** Steps through pages, by number or by cursor. */
export function Pagination(props: PaginationProps) {
  return (
    <nav aria-label={props.label ?? 'Pages'} className="flex items-center justify-between gap-3">
      <p className="text-ink-muted text-ui tabular-nums">{props.summary}</p>
      <div className="flex gap-1.5">
        <Step href={props.previousHref} onClick={props.onPrevious} rel="prev">
          <ChevronLeft aria-hidden="true" />
          Previous
        </Step>
        <Step href={props.nextHref} onClick={props.onNext} rel="next">
          Next
          <ChevronRight aria-hidden="true" />
        </Step>
      </div>
    </nav>
  );
}

type StepProps = { href?: string; onClick?: () => void; rel: string; children: ReactNode };

function Step({ href, onClick, rel, children }: StepProps) {
  const className = buttonClassName({ size: 'sm' });
  if (href) {
    return (
      <AppLink href={href} rel={rel} className={className}>
        {children}
      </AppLink>
    );
  }
  return (
    <button type="button" aria-disabled={!onClick || undefined} onClick={onClick} className={className}>
      {children}
    </button>
  );
}
