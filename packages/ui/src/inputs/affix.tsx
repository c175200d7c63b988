import type { ReactNode } from 'react';

/** Props of `Affix`. */
export type AffixProps = { before?: ReactNode; after?: ReactNode; children: ReactNode };

/** A control with a unit, symbol or icon inside its frame. */
export function Affix({ before, after, children }: AffixProps) {
  return (
    <span className="tg-control flex items-center px-0 focus-within:outline-2 focus-within:outline-focus focus-within:-outline-offset-1 has-[[aria-invalid=true]]:border-danger has-[:disabled]:bg-sunken">
      {before ? <AffixText className="pl-2.5">{before}</AffixText> : null}
      {children}
      {after ? <AffixText className="pr-2.5">{after}</AffixText> : null}
    </span>
  );
}

function AffixText({ className, children }: { className: string; children: ReactNode }) {
  return (
    <span
      className={`pointer-events-none shrink-0 select-none text-ink-muted text-ui [&_svg]:size-4 ${className}`}
    >
      {children}
    </span>
  );
}

/** Class names of the control inside. */
export const affixedClassName =
  'h-full w-full min-w-0 bg-transparent px-2.5 tabular-nums outline-none placeholder:text-ink-faint';
