import type { ReactNode } from 'react';
import { NavDrawer } from '../navigation/nav-drawer.tsx';
import { SkipLink } from '../navigation/skip-link.tsx';

/** Props of `AppShell`. */
export type AppShellProps = {
  /** Mark and name, top left; link it home. */
  brand: ReactNode;
  /** The navigation, usually a `SideNav`. */
  nav: ReactNode;
  /** Below the navigation, at the bottom of the sidebar. */
  sidebarFooter?: ReactNode;
  /** Left of the top bar: a switcher or a search field. */
  topBarStart?: ReactNode;
  /** Right of the top bar, before the user menu. */
  topBarEnd?: ReactNode;
  /** The signed-in person's menu, usually a `DropdownMenu`. */
  userMenu?: ReactNode;
  /** An `Alert` with `isBanner` above the page. */
  banner?: ReactNode;
  children: ReactNode;
};

/** The frame of a signed-in app: sidebar (a drawer on phones), top bar, page. */
export function AppShell(props: AppShellProps) {
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
      <SkipLink />
      <aside className="hidden border-r bg-surface lg:block">
        <div className="sticky top-0 flex h-dvh flex-col">
          <div className="flex h-14 shrink-0 items-center px-4">{props.brand}</div>
          <div className="min-h-0 flex-1 overflow-y-auto px-3 py-2">{props.nav}</div>
          {props.sidebarFooter ? <div className="border-t p-3">{props.sidebarFooter}</div> : null}
        </div>
      </aside>
      <div className="flex min-h-dvh min-w-0 flex-col">
        <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b bg-surface px-2 sm:px-4 lg:bg-canvas">
          <div className="flex min-w-0 items-center gap-1 lg:hidden">
            <NavDrawer brand={props.brand} footer={props.sidebarFooter}>
              {props.nav}
            </NavDrawer>
            <div className="min-w-0 truncate max-sm:hidden">{props.brand}</div>
          </div>
          <div className="flex min-w-0 flex-1 items-center gap-2">{props.topBarStart}</div>
          <div className="flex shrink-0 items-center gap-1.5">
            {props.topBarEnd}
            {props.userMenu}
          </div>
        </header>
        {props.banner}
        <main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl flex-1 px-4 py-6 sm:px-6 lg:px-8">
          {props.children}
        </main>
      </div>
    </div>
  );
}
