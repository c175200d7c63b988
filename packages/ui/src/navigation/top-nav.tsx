'use client';

import { cn } from '../cn.tsx';
import { AppLink, useNavigation } from '../link.tsx';
import { findCurrentHref } from './current-href.tsx';
import type { NavItem } from './side-nav.tsx';

/** Props of `TopNav`. */
export type TopNavProps = { items: NavItem[]; label?: string };

/** Horizontal navigation for a top bar. */
export function TopNav({ items, label = 'Main' }: TopNavProps) {
  const { pathname } = useNavigation();
  const current = findCurrentHref(
    items.map((item) => item.href),
    pathname,
  );
  return (
    <nav aria-label={label}>
      <ul className="flex gap-1">
        {items.map((item) => (
          <li key={item.href}>
            <AppLink
              href={item.href}
              aria-current={item.href === current ? 'page' : undefined}
              className={cn(
                'flex h-8 items-center rounded-md px-2.5 text-ink-muted text-ui hover:bg-hover hover:text-ink touch:h-11',
                item.href === current &&
                  'bg-accent-soft font-medium text-accent-text hover:bg-accent-soft hover:text-accent-text',
              )}
            >
              {item.label}
              {item.badge}
            </AppLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
