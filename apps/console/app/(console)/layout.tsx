import { Badge } from '@tollgate/ui/data/badge';
import { AppShell } from '@tollgate/ui/layout/app-shell';
import { SideNav } from '@tollgate/ui/layout/side-nav';
import { AppLink } from '@tollgate/ui/link';
import type { ReactNode } from 'react';
import { requireSession } from '../../server/ctx.ts';
import { Brand } from '../../shell/brand.tsx';
import { navigation } from '../../shell/navigation.tsx';
import { paths } from '../../shell/paths.ts';
import { UserMenu } from '../../shell/user-menu.tsx';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { tenantName, name, email, role } = await requireSession();
  return (
    <AppShell
      brand={<Brand />}
      nav={<SideNav groups={navigation} />}
      topBarStart={
        <AppLink
          href={paths.settings()}
          className="min-w-0 truncate rounded-sm font-medium text-ui hover:underline touch:py-3"
        >
          {tenantName}
        </AppLink>
      }
      topBarEnd={<Badge className="max-sm:hidden">{role}</Badge>}
      userMenu={<UserMenu name={name} email={email} role={role} />}
    >
      {children}
    </AppShell>
  );
}
