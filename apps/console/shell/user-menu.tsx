'use client';

import { Button } from '@tollgate/ui/forms/button';
import { DropdownMenu } from '@tollgate/ui/overlay/dropdown-menu';
import { ChevronDown, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { signOut } from 'next-auth/react';
import { paths } from './paths.ts';
import { THEME_COOKIE, type Theme } from './theme.ts';

/** Who is signed in: their role, the theme, and the way out. */
export function UserMenu({ name, email, role }: { name: string; email: string; role: string }) {
  return (
    <DropdownMenu
      trigger={
        <Button variant="ghost" size="sm" className="max-w-48">
          <span className="truncate">{name}</span>
          <ChevronDown aria-hidden="true" />
        </Button>
      }
      items={[
        { kind: 'heading', label: `${email} · ${role}` },
        { kind: 'separator' },
        { label: 'Light', icon: <Sun />, onSelect: () => setTheme('light') },
        { label: 'Dark', icon: <Moon />, onSelect: () => setTheme('dark') },
        { label: 'As the system', icon: <Monitor />, onSelect: () => setTheme('system') },
        { kind: 'separator' },
        {
          label: 'Sign out',
          icon: <LogOut />,
          onSelect: () => {
            void signOut({ callbackUrl: paths.signIn() });
          },
        },
      ]}
    />
  );
}

function setTheme(theme: Theme) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=31536000; samesite=lax`;
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
