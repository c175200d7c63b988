import { ChevronRight } from 'lucide-react';
import { AppLink } from '../link.tsx';

/** One step of the way to this page; the last one needs no address. */
export type Breadcrumb = { label: string; href?: string };

/** The way to this page. */
export function Breadcrumbs({ items }: { items: Breadcrumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex min-w-0 flex-wrap items-center gap-1 text-ink-faint text-ui">
        {items.map((item, index) => (
          <li key={`${item.label}-${item.href}`} className="flex min-w-0 items-center gap-1">
            {index > 0 ? <ChevronRight aria-hidden="true" className="size-3.5 shrink-0" /> : null}
            {item.href ? (
              <AppLink
                href={item.href}
                className="max-w-56 truncate rounded-sm hover:text-ink hover:underline touch:py-3"
              >
                {item.label}
              </AppLink>
            ) : (
              <span aria-current="page" className="max-w-56 truncate">
                {item.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
