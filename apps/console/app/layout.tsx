import './globals.css';
import { themeAttribute, themeCookieName } from '@tollgate/ui/layout/theme';
import { ToastProvider } from '@tollgate/ui/overlay/toast';
import { RouterProvider } from '@tollgate/web/router-provider';
import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';

export const metadata: Metadata = {
  title: { default: 'Tollgate', template: '%s · Tollgate' },
  robots: { index: false },
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeAttribute((await cookies()).get(themeCookieName)?.value);
  return (
    <html lang="en" data-theme={theme} suppressHydrationWarning>
      <body>
        <RouterProvider>
          <ToastProvider>{children}</ToastProvider>
        </RouterProvider>
      </body>
    </html>
  );
}
