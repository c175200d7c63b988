'use client';

import { Button } from '@tollgate/ui/forms/button';
import { DropdownMenu } from '@tollgate/ui/overlay/dropdown-menu';
import { ChevronDown, LogOut, UserRound } from 'lucide-react';
import { signOut } from 'next-auth/react';
import { paths } from './paths.ts';

/** Who is signed in: their role, their account, and the way out. */
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
        { label: 'Account', icon: <UserRound />, href: paths.account() },
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
