import { AppLink } from '@tollgate/ui/link';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';

/** A narrowing that was reached by a link, with the address without it. */
export function FilterChip({ href, children }: { href: string; children: ReactNode }) {
  return (
    <AppLink
      href={href}
      className="inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-md bg-accent-soft px-2 text-accent-text text-ui hover:underline touch:min-h-11"
    >
      <span className="truncate">{children}</span>
      <X aria-label="Remove this filter" className="size-3.5 shrink-0" />
    </AppLink>
  );
}
