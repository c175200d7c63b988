'use client';

import type { ReactNode } from 'react';
import { cn } from '../cn.tsx';
import { AppLink, useNavigation } from '../link.tsx';
import { findCurrentHref } from './current-href.tsx';

/** One tab, which is a page of its own. */
export type LinkTab = { label: string; href: string; badge?: ReactNode };

/** Props of `LinkTabs`. */
export type LinkTabsProps = {
  /** Name of the landmark. */
  label: string;
  tabs: LinkTab[];
  /** Address of the tab shown; found by the current path when absent. */
  currentHref?: string;
};

/** Tabs that are links, so that each has an address. */
export function LinkTabs({ label, tabs, currentHref }: LinkTabsProps) {
  const { pathname } = useNavigation();
  const found = findCurrentHref(
    tabs.map((tab) => tab.href),
    pathname,
  );
  const current = currentHref ?? found;
  return (
    <nav aria-label={label} className="-mb-px overflow-x-auto border-b [scrollbar-width:none]">
      <ul className="flex min-w-max gap-1">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <AppLink
              href={tab.href}
              aria-current={tab.href === current ? 'page' : undefined}
              className={cn(
                'flex h-9 items-center gap-1.5 border-transparent border-b-2 px-2.5 text-ink-muted text-ui -outline-offset-2 hover:text-ink touch:h-11',
                tab.href === current && 'border-accent font-medium text-ink',
              )}
            >
              {tab.label}
              {tab.badge}
            </AppLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
