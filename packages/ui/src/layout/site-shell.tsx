import type { ReactNode } from 'react';
import { cn } from '../cn.tsx';
import { NavDrawer } from '../navigation/nav-drawer.tsx';
import { SkipLink } from '../navigation/skip-link.tsx';

const widths = { page: 'max-w-6xl', wide: 'max-w-[90rem]', full: 'max-w-none' };

/** Props of `SiteShell`. */
export type SiteShellProps = {
  brand: ReactNode;
  /** The navigation in the top bar, usually a `TopNav`. */
  nav: ReactNode;
  /** The same for phones, in a drawer; usually a `SideNav`. */
  drawerNav: ReactNode;
  /** Right of the top bar: sign-in, or the signed-in person's menu. */
  actions?: ReactNode;
  footer?: ReactNode;
  banner?: ReactNode;
  width?: keyof typeof widths;
  children: ReactNode;
};

/** The frame of a public site: navigation on top, page, footer. */
export function SiteShell({ width = 'page', ...props }: SiteShellProps) {
  const line = cn('mx-auto w-full px-4 sm:px-6 lg:px-8', widths[width]);
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="sticky top-0 z-30 border-b bg-surface">
        <div className={cn('flex h-14 items-center gap-2 max-sm:pl-2', line)}>
          <div className="md:hidden">
            <NavDrawer brand={props.brand}>{props.drawerNav}</NavDrawer>
          </div>
          <div className="min-w-0 shrink truncate md:mr-4">{props.brand}</div>
          <div className="min-w-0 flex-1 max-md:invisible">{props.nav}</div>
          <div className="flex shrink-0 items-center gap-1.5">{props.actions}</div>
        </div>
      </header>
      {props.banner}
      <main id="main" tabIndex={-1} className={cn('flex-1 py-6', line)}>
        {props.children}
      </main>
      {props.footer ? (
        <footer className="border-t">
          <div
            className={cn('flex flex-wrap items-center gap-x-6 gap-y-2 py-6 text-ink-muted text-ui', line)}
          >
            {props.footer}
          </div>
        </footer>
      ) : null}
    </div>
  );
}
