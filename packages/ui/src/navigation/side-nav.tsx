'use client';

import type { ReactNode } from 'react';
import { cn } from '../cn.tsx';
import { AppLink, useNavigation } from '../link.tsx';
import { findCurrentHref } from './current-href.tsx';

/** One destination of the navigation. */
export type NavItem = {
  label: string;
  href: string;
  /** Icon before the label, 16px. */
  icon?: ReactNode;
  /** A count or badge at the end of the line. */
  badge?: ReactNode;
};

/** Destinations that belong together; `label` is left out for the first, unnamed group. */
export type NavGroup = { label?: string; items: NavItem[] };

/** Props of `SideNav`. */
export type SideNavProps = {
  groups: NavGroup[];
  /** Name of the landmark. */
  label?: string;
  /** Overrides the path that `LinkProvider` knows. */
  currentPath?: string;
};

/** Vertical navigation; the item whose address is the longest prefix of the path is the current one. */
export function SideNav({ groups, label = 'Main', currentPath }: SideNavProps) {
  const { pathname } = useNavigation();
  const hrefs = groups.flatMap((group) => group.items.map((item) => item.href));
  const current = findCurrentHref(hrefs, currentPath ?? pathname);
  return (
    <nav aria-label={label} className="flex flex-col gap-5">
      {groups.map((group, index) => (
        <div key={group.label ?? index}>
          {group.label ? (
            <p className="px-2 pb-1 font-medium text-2xs text-ink-faint uppercase tracking-wider">
              {group.label}
            </p>
          ) : null}
          <ul className="flex flex-col gap-px">
            {group.items.map((item) => (
              <li key={item.href}>
                <NavLink item={item} isCurrent={item.href === current} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function NavLink({ item, isCurrent }: { item: NavItem; isCurrent: boolean }) {
  return (
    <AppLink
      href={item.href}
      aria-current={isCurrent ? 'page' : undefined}
      className={cn(
        'flex h-8 items-center gap-2.5 rounded-md px-2 text-ink-muted text-ui hover:bg-hover hover:text-ink touch:h-11 touch:text-sm [&_svg]:size-4 [&_svg]:shrink-0',
        isCurrent &&
          'bg-accent-soft font-medium text-accent-text hover:bg-accent-soft hover:text-accent-text',
      )}
    >
      {item.icon}
      <span className="min-w-0 flex-1 truncate">{item.label}</span>
      {item.badge}
    </AppLink>
  );
}
