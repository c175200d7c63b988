import { ButtonLink } from '@tollgate/ui/forms/button';
import { SiteShell, type SiteShellProps } from '@tollgate/ui/layout/site-shell';
import { themeAttribute, themeCookieName } from '@tollgate/ui/layout/theme';
import { ThemeSwitch } from '@tollgate/ui/layout/theme-switch';
import { AppLink } from '@tollgate/ui/link';
import { SideNav } from '@tollgate/ui/navigation/side-nav';
import { TopNav } from '@tollgate/ui/navigation/top-nav';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { getPaths, requireTenant } from '../server/address/tenant.ts';
import { findSession } from '../server/session.ts';
import { TenantBrand } from './brand.tsx';
import { UserMenu } from './user-menu.tsx';

/** The frame of every page of a tenant's portal. */
export async function PortalShell({
  width,
  children,
}: {
  width?: SiteShellProps['width'];
  children: ReactNode;
}) {
  const tenant = await requireTenant();
  const [session, paths, jar] = await Promise.all([findSession(), getPaths(), cookies()]);
  const items = [
    { label: 'APIs', href: paths.home() },
    ...(session
      ? [
          { label: 'Apps', href: paths.apps() },
          { label: 'Usage', href: paths.usage() },
          { label: 'Invoices', href: paths.invoices() },
        ]
      : []),
  ];
  return (
    <SiteShell
      {...(width ? { width } : {})}
      brand={<TenantBrand name={tenant.name} href={paths.home()} />}
      nav={<TopNav items={items} />}
      drawerNav={<SideNav groups={[{ items }]} />}
      actions={
        session ? (
          <UserMenu name={session.name} email={session.email} />
        ) : (
          <>
            <ButtonLink href={paths.signIn()} variant="ghost" size="sm">
              Sign in
            </ButtonLink>
            <ButtonLink href={paths.signUp()} variant="primary" size="sm">
              Sign up
            </ButtonLink>
          </>
        )
      }
      footer={
        <>
          <AppLink href={paths.problems()} className="rounded-sm hover:text-ink hover:underline">
            Error codes
          </AppLink>
          <a href={paths.llms()} className="rounded-sm hover:text-ink hover:underline">
            llms.txt
          </a>
          <span className="ml-auto">
            <ThemeSwitch initial={themeAttribute(jar.get(themeCookieName)?.value) ?? 'system'} />
          </span>
        </>
      }
    >
      {children}
    </SiteShell>
  );
}
