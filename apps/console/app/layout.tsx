import './globals.css';
import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { RouterProvider } from '../shell/router-link.tsx';
import { THEME_COOKIE, toTheme } from '../shell/theme.ts';

export const metadata: Metadata = {
  title: { default: 'Tollgate', template: '%s · Tollgate' },
  robots: { index: false },
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = toTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" data-theme={theme === 'system' ? undefined : theme} suppressHydrationWarning>
      <body>
        <RouterProvider>{children}</RouterProvider>
      </body>
    </html>
  );
}
