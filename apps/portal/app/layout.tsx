import './globals.css';
import { themeAttribute, themeCookieName } from '@tollgate/ui/layout/theme';
import { ToastProvider } from '@tollgate/ui/overlay/toast';
import { RouterProvider } from '@tollgate/web/router-provider';
import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { getPaths } from '../server/address/tenant.ts';
import { PathsProvider } from '../shell/paths-provider.tsx';

export const metadata: Metadata = { title: { default: 'Developer portal', template: '%s' } };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeAttribute((await cookies()).get(themeCookieName)?.value);
  const { base } = await getPaths();
  return (
    <html lang="en" data-theme={theme} suppressHydrationWarning>
      <body>
        <PathsProvider base={base}>
          <RouterProvider>
            <ToastProvider>{children}</ToastProvider>
          </RouterProvider>
        </PathsProvider>
      </body>
    </html>
  );
}
