'use client';

import { Button } from '@tollgate/ui/forms/button';
import { DropdownMenu } from '@tollgate/ui/overlay/dropdown-menu';
import { ChevronDown, LogOut, UserRound } from 'lucide-react';
import { signOut } from '../server/sign-out.ts';
import { usePaths } from './paths-provider.tsx';

/** Who is signed in, their account, and the way out. */
export function UserMenu({ name, email }: { name: string; email: string }) {
  const paths = usePaths();
  return (
    <DropdownMenu
      trigger={
        <Button variant="ghost" size="sm" className="max-w-40 sm:max-w-56" aria-label={`Account of ${name}`}>
          <span className="truncate">{name}</span>
          <ChevronDown aria-hidden="true" />
        </Button>
      }
      items={[
        { kind: 'heading', label: email },
        { label: 'Account', icon: <UserRound />, href: paths.account() },
        { kind: 'separator' },
        {
          label: 'Sign out',
          icon: <LogOut />,
          onSelect: () => {
            // A full load, so that nothing rendered for this session stays in the router's cache.
            void signOut().then(() => window.location.assign(paths.home()));
          },
        },
      ]}
    />
  );
}
