'use client';

import { type AppLinkProps, LinkProvider } from '@tollgate/ui/link';
import Link from 'next/link';
import { usePathname, useRouter } from 'next/navigation';
import type { ReactNode } from 'react';

// Prefetching every link of a list would run its page's queries for rows nobody opens.
function RouterLink(props: AppLinkProps) {
  return <Link prefetch={false} {...props} />;
}

/** Gives the components of packages/ui the router of the app they are in. */
export function RouterProvider({ children }: { children: ReactNode }) {
  const router = useRouter();
  const pathname = usePathname();
  return (
    <LinkProvider
      linkComponent={RouterLink}
      pathname={pathname}
      navigate={(href, options) =>
        options?.replace ? router.replace(href, { scroll: false }) : router.push(href)
      }
    >
      {children}
    </LinkProvider>
  );
}
