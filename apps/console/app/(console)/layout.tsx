import { listGateways } from '@tollgate/services/gateways/list-gateways';
import { listOwnTenants } from '@tollgate/services/sign-in/list-own-tenants';
import { AppShell } from '@tollgate/ui/layout/app-shell';
import { themeAttribute, themeCookieName } from '@tollgate/ui/layout/theme';
import { ThemeSwitch } from '@tollgate/ui/layout/theme-switch';
import { AppLink } from '@tollgate/ui/link';
import { SideNav } from '@tollgate/ui/navigation/side-nav';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { TenantSwitcher } from '../../features/account/index.ts';
import { requireSession } from '../../server/ctx.ts';
import { load } from '../../server/load.ts';
import { Brand } from '../../shell/brand.tsx';
import { LiveStatus } from '../../shell/live-status.tsx';
import { navigation } from '../../shell/navigation.tsx';
import { paths } from '../../shell/paths.ts';
import { UserMenu } from '../../shell/user-menu.tsx';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { tenantId, tenantName, name, email, role } = await requireSession();
  const [gateways, tenants] = await load((ctx) => Promise.all([listGateways(ctx), listOwnTenants(ctx)]));
  const theme = themeAttribute((await cookies()).get(themeCookieName)?.value) ?? 'system';
  return (
    <AppShell
      brand={<Brand />}
      nav={<SideNav groups={navigation} />}
      sidebarFooter={
        <div className="flex flex-col gap-3">
          <LiveStatus initial={gateways} />
          <ThemeSwitch initial={theme} />
        </div>
      }
      topBarStart={
        tenants.length > 1 ? (
          <TenantSwitcher current={tenantId} tenants={tenants} />
        ) : (
          <AppLink
            href={paths.settings()}
            className="min-w-0 truncate rounded-sm font-medium text-ui hover:underline touch:py-3"
          >
            {tenantName}
          </AppLink>
        )
      }
      userMenu={<UserMenu name={name} email={email} role={role} />}
    >
      {children}
    </AppShell>
  );
}
