import { cn } from '@tollgate/ui/cn';
import { MethodBadge } from '@tollgate/ui/code/method-badge';
import { AppLink } from '@tollgate/ui/link';
import { ChevronRight } from 'lucide-react';
import type { IndexLine, NavRow } from './docs-index.ts';

/** A tag: opens and closes the operations below it. */
export function TagLine({ row, toggle }: { row: Extract<NavRow, { kind: 'tag' }>; toggle: () => void }) {
  return (
    <button
      type="button"
      aria-expanded={row.isOpen}
      onClick={toggle}
      className="flex min-h-8 w-full items-center gap-1.5 rounded-md px-1 text-left font-medium text-ui hover:bg-hover touch:min-h-11"
    >
      <ChevronRight
        aria-hidden="true"
        className={cn('size-3.5 shrink-0 text-ink-faint transition-transform', row.isOpen && 'rotate-90')}
      />
      <span className="min-w-0 flex-1 truncate">{row.label}</span>
      <span className="text-ink-faint text-xs tabular-nums">{row.count}</span>
    </button>
  );
}

/** One operation: its method and what it does. */
export function OperationLine({
  line,
  href,
  isCurrent,
}: {
  line: IndexLine;
  href: string;
  isCurrent: boolean;
}) {
  const [id, method, path, summary, , isDeprecated] = line;
  return (
    <AppLink
      href={href}
      aria-current={isCurrent ? 'page' : undefined}
      title={`${method} ${path}`}
      className={cn(
        'flex min-h-8 items-center gap-1 rounded-md py-1 pr-2 pl-5 text-ink-muted text-ui hover:bg-hover hover:text-ink touch:min-h-11',
        isCurrent && 'bg-accent-soft font-medium text-accent-text',
        isDeprecated === 1 && 'line-through',
      )}
    >
      <MethodBadge method={method} />
      <span className="min-w-0 flex-1 break-words">{summary || id}</span>
    </AppLink>
  );
}
